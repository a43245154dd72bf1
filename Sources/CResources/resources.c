// The base models, the themes and the words for language models, put into the program by the compiler. It is C because Swift has
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
static const unsigned char frozenlake_system_txt[] = {
#embed "../Environments/Prompts/frozenlake/system.txt"
};
static const unsigned char frozenlake_advice_txt[] = {
#embed "../Environments/Prompts/frozenlake/advice.txt"
};
static const unsigned char frozenlake_turn_txt[] = {
#embed "../Environments/Prompts/frozenlake/turn.txt"
};
static const unsigned char frozenlake_reflection_txt[] = {
#embed "../Environments/Prompts/frozenlake/reflection.txt"
};
static const unsigned char frozenlake_retry_txt[] = {
#embed "../Environments/Prompts/frozenlake/retry.txt"
};
static const unsigned char frozenlake_examples_txt[] = {
#embed "../Environments/Prompts/frozenlake/examples.txt"
};
static const unsigned char sokoban_system_txt[] = {
#embed "../Environments/Prompts/sokoban/system.txt"
};
static const unsigned char sokoban_advice_txt[] = {
#embed "../Environments/Prompts/sokoban/advice.txt"
};
static const unsigned char sokoban_turn_txt[] = {
#embed "../Environments/Prompts/sokoban/turn.txt"
};
static const unsigned char sokoban_reflection_txt[] = {
#embed "../Environments/Prompts/sokoban/reflection.txt"
};
static const unsigned char sokoban_retry_txt[] = {
#embed "../Environments/Prompts/sokoban/retry.txt"
};
static const unsigned char sokoban_examples_txt[] = {
#embed "../Environments/Prompts/sokoban/examples.txt"
};
static const unsigned char hotpotqa_system_txt[] = {
#embed "../Environments/Prompts/hotpotqa/system.txt"
};
static const unsigned char hotpotqa_advice_txt[] = {
#embed "../Environments/Prompts/hotpotqa/advice.txt"
};
static const unsigned char hotpotqa_turn_txt[] = {
#embed "../Environments/Prompts/hotpotqa/turn.txt"
};
static const unsigned char hotpotqa_reflection_txt[] = {
#embed "../Environments/Prompts/hotpotqa/reflection.txt"
};
static const unsigned char hotpotqa_retry_txt[] = {
#embed "../Environments/Prompts/hotpotqa/retry.txt"
};
static const unsigned char hotpotqa_examples_txt[] = {
#embed "../Environments/Prompts/hotpotqa/examples.txt"
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
    FILE_OF("prompts/frozenlake/system.txt", frozenlake_system_txt),
    FILE_OF("prompts/frozenlake/advice.txt", frozenlake_advice_txt),
    FILE_OF("prompts/frozenlake/turn.txt", frozenlake_turn_txt),
    FILE_OF("prompts/frozenlake/reflection.txt", frozenlake_reflection_txt),
    FILE_OF("prompts/frozenlake/retry.txt", frozenlake_retry_txt),
    FILE_OF("prompts/frozenlake/examples.txt", frozenlake_examples_txt),
    FILE_OF("prompts/sokoban/system.txt", sokoban_system_txt),
    FILE_OF("prompts/sokoban/advice.txt", sokoban_advice_txt),
    FILE_OF("prompts/sokoban/turn.txt", sokoban_turn_txt),
    FILE_OF("prompts/sokoban/reflection.txt", sokoban_reflection_txt),
    FILE_OF("prompts/sokoban/retry.txt", sokoban_retry_txt),
    FILE_OF("prompts/sokoban/examples.txt", sokoban_examples_txt),
    FILE_OF("prompts/hotpotqa/system.txt", hotpotqa_system_txt),
    FILE_OF("prompts/hotpotqa/advice.txt", hotpotqa_advice_txt),
    FILE_OF("prompts/hotpotqa/turn.txt", hotpotqa_turn_txt),
    FILE_OF("prompts/hotpotqa/reflection.txt", hotpotqa_reflection_txt),
    FILE_OF("prompts/hotpotqa/retry.txt", hotpotqa_retry_txt),
    FILE_OF("prompts/hotpotqa/examples.txt", hotpotqa_examples_txt),
    FILE_OF("themes/high-contrast.theme", high_contrast_theme),
    FILE_OF("themes/kolb-dark.theme", kolb_dark_theme),
    FILE_OF("themes/kolb-light.theme", kolb_light_theme),
    FILE_OF("themes/okabe-dark.theme", okabe_dark_theme),
    FILE_OF("themes/okabe-light.theme", okabe_light_theme),
};

const kolb_resource *kolb_resource_at(unsigned long index) {
  return index < sizeof kolb_resources / sizeof kolb_resources[0] ? &kolb_resources[index] : 0;
}
