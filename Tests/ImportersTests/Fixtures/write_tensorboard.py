"""Writes the event files in `tensorboard` and `tensorboard-tf2`.

    pip install tensorboardX tensorboard
    python write_tensorboard.py tensorboardX FOLDER
    python write_tensorboard.py tensorboard FOLDER
"""

import os
import sys

CLOCK = 1_700_000_000


def by_tensorboardx(folder):
    from tensorboardX import SummaryWriter

    writer = SummaryWriter(folder)
    for place in range(40):
        writer.add_scalar("train/loss", 1 / (place + 1), place * 10, walltime=CLOCK + place)
        if place % 4 == 0:
            writer.add_scalar("eval/reward", place / 40, place * 10, walltime=CLOCK + place)
    writer.add_text("sample", "the model said **hello**", 20, walltime=CLOCK + 100)
    writer.add_histogram("weights", [float(number) for number in range(10)], 20)
    writer.close()


def by_tensorboard(folder):
    """Tensors as TensorFlow 2 has them, now as bytes and now as numbers."""
    import struct

    from tensorboard.compat.proto.event_pb2 import Event
    from tensorboard.compat.proto.summary_pb2 import Summary, SummaryMetadata
    from tensorboard.compat.proto.tensor_pb2 import TensorProto
    from tensorboard.compat.proto.tensor_shape_pb2 import TensorShapeProto
    from tensorboard.summary.writer.event_file_writer import EventFileWriter

    writer = EventFileWriter(folder, filename_suffix=".v2")
    data = SummaryMetadata(plugin_data=SummaryMetadata.PluginData(plugin_name="scalars"))
    for step in range(20):
        tensor = TensorProto(dtype=1, tensor_shape=TensorShapeProto())
        if step % 2:
            tensor.float_val.append(step * 0.5)
        else:
            tensor.tensor_content = struct.pack("<f", step * 0.5)
        value = Summary.Value(tag="loss", tensor=tensor, metadata=data)
        writer.add_event(
            Event(wall_time=CLOCK + step, step=step, summary=Summary(value=[value])))
    writer.close()


def main():
    kind, folder = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    {"tensorboardX": by_tensorboardx, "tensorboard": by_tensorboard}[kind](folder)


main()
