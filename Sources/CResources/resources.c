// The base models and the themes, put into the program by the compiler. It is C because Swift has
// nothing like #embed: SwiftPM's own way makes source of the bytes, which takes minutes.

#include "CResources.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char frozenlake_config_json[] = {
#embed "../LocalPolicy/BaseModels/frozenlake/config.json"
};
static const unsigned char frozenlake_model_safetensors[] = {
#embed "../LocalPolicy/BaseModels/frozenlake/model.safetensors"
};
static const unsigned char frozenlake_tokenizer_json[] = {
#embed "../LocalPolicy/BaseModels/frozenlake/tokenizer.json"
};
static const unsigned char frozenlake_tokenizer_config_json[] = {
#embed "../LocalPolicy/BaseModels/frozenlake/tokenizer_config.json"
};
static const unsigned char hotpotqa_config_json[] = {
#embed "../LocalPolicy/BaseModels/hotpotqa/config.json"
};
static const unsigned char hotpotqa_model_safetensors[] = {
#embed "../LocalPolicy/BaseModels/hotpotqa/model.safetensors"
};
static const unsigned char hotpotqa_tokenizer_json[] = {
#embed "../LocalPolicy/BaseModels/hotpotqa/tokenizer.json"
};
static const unsigned char hotpotqa_tokenizer_config_json[] = {
#embed "../LocalPolicy/BaseModels/hotpotqa/tokenizer_config.json"
};
static const unsigned char sokoban_config_json[] = {
#embed "../LocalPolicy/BaseModels/sokoban/config.json"
};
static const unsigned char sokoban_model_safetensors[] = {
#embed "../LocalPolicy/BaseModels/sokoban/model.safetensors"
};
static const unsigned char sokoban_tokenizer_json[] = {
#embed "../LocalPolicy/BaseModels/sokoban/tokenizer.json"
};
static const unsigned char sokoban_tokenizer_config_json[] = {
#embed "../LocalPolicy/BaseModels/sokoban/tokenizer_config.json"
};
static const unsigned char sokoban_far_config_json[] = {
#embed "../LocalPolicy/BaseModels/sokoban-far/config.json"
};
static const unsigned char sokoban_far_model_safetensors[] = {
#embed "../LocalPolicy/BaseModels/sokoban-far/model.safetensors"
};
static const unsigned char sokoban_far_tokenizer_json[] = {
#embed "../LocalPolicy/BaseModels/sokoban-far/tokenizer.json"
};
static const unsigned char sokoban_far_tokenizer_config_json[] = {
#embed "../LocalPolicy/BaseModels/sokoban-far/tokenizer_config.json"
};
static const unsigned char high_contrast_theme[] = {
#embed "../../themes/high-contrast.theme"
};
static const unsigned char kolb_dark_theme[] = {
#embed "../../themes/kolb-dark.theme"
};
static const unsigned char kolb_light_theme[] = {
#embed "../../themes/kolb-light.theme"
};
static const unsigned char okabe_dark_theme[] = {
#embed "../../themes/okabe-dark.theme"
};
static const unsigned char okabe_light_theme[] = {
#embed "../../themes/okabe-light.theme"
};

#define FILE_OF(path, bytes) {path, bytes, sizeof bytes}

static const kolb_resource kolb_resources[] = {
    FILE_OF("base-models/frozenlake/config.json", frozenlake_config_json),
    FILE_OF("base-models/frozenlake/model.safetensors", frozenlake_model_safetensors),
    FILE_OF("base-models/frozenlake/tokenizer.json", frozenlake_tokenizer_json),
    FILE_OF("base-models/frozenlake/tokenizer_config.json", frozenlake_tokenizer_config_json),
    FILE_OF("base-models/hotpotqa/config.json", hotpotqa_config_json),
    FILE_OF("base-models/hotpotqa/model.safetensors", hotpotqa_model_safetensors),
    FILE_OF("base-models/hotpotqa/tokenizer.json", hotpotqa_tokenizer_json),
    FILE_OF("base-models/hotpotqa/tokenizer_config.json", hotpotqa_tokenizer_config_json),
    FILE_OF("base-models/sokoban/config.json", sokoban_config_json),
    FILE_OF("base-models/sokoban/model.safetensors", sokoban_model_safetensors),
    FILE_OF("base-models/sokoban/tokenizer.json", sokoban_tokenizer_json),
    FILE_OF("base-models/sokoban/tokenizer_config.json", sokoban_tokenizer_config_json),
    FILE_OF("base-models/sokoban-far/config.json", sokoban_far_config_json),
    FILE_OF("base-models/sokoban-far/model.safetensors", sokoban_far_model_safetensors),
    FILE_OF("base-models/sokoban-far/tokenizer.json", sokoban_far_tokenizer_json),
    FILE_OF("base-models/sokoban-far/tokenizer_config.json", sokoban_far_tokenizer_config_json),
    FILE_OF("themes/high-contrast.theme", high_contrast_theme),
    FILE_OF("themes/kolb-dark.theme", kolb_dark_theme),
    FILE_OF("themes/kolb-light.theme", kolb_light_theme),
    FILE_OF("themes/okabe-dark.theme", okabe_dark_theme),
    FILE_OF("themes/okabe-light.theme", okabe_light_theme),
};

const kolb_resource *kolb_resource_at(unsigned long index) {
  return index < sizeof kolb_resources / sizeof kolb_resources[0] ? &kolb_resources[index] : 0;
}
