"""An ONNX file as a PyTorch module, for networks of which only the file is there."""

import sys

import numpy
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper


class OnnxModule(torch.nn.Module):
    """Runs a float network of the operators below, its nodes one after the other, as a hand-written module would.

    Constants that say how an operator works (shapes, bounds of slices, scales) are read once; x * sigmoid(x) is silu, as in the network's
    own source. Of Resize it knows the nearest neighbour by whole factors.
    """

    def __init__(self, path):
        super().__init__()
        graph = onnx.load(path).graph
        self.constants = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
        self.input = next(i.name for i in graph.input if i.name not in self.constants)
        self.output = graph.output[0].name
        for name, value in self.constants.items():
            if value.dtype == numpy.float32 and value.size > 0:
                self.register_parameter(self.key(name), torch.nn.Parameter(torch.from_numpy(value.copy()), requires_grad=False))
        self.steps = []
        self.uses = {}
        for node in graph.node:
            for name in node.input:
                self.uses[name] = self.uses.get(name, 0) + 1
        makers = {n.output[0]: n for n in graph.node}
        skipped = set()
        for node in graph.node:
            if node.op_type == "Mul":
                for x, gate in (node.input, node.input[::-1]):
                    maker = makers.get(gate)
                    if maker is not None and maker.op_type == "Sigmoid" and maker.input[0] == x and self.uses[gate] == 1:
                        skipped.add(gate)
                        self.steps.append((F.silu, [x], node.output[0]))
                        break
                else:
                    self.steps.append((torch.mul, list(node.input), node.output[0]))
            else:
                self.steps.append(self.step(node))
        self.steps = [s for s in self.steps if s[2] not in skipped]
        self.last = {}
        for number, (_, inputs, _) in enumerate(self.steps):
            for name in inputs:
                self.last[name] = number

    @staticmethod
    def key(name):
        return "c_" + name.replace(".", "_").replace("/", "_").replace(":", "_")

    def step(self, node):
        """A function, the names of its tensors, and the name of its result."""
        a = {x.name: onnx.helper.get_attribute_value(x) for x in node.attribute}
        inputs, output = list(node.input), node.output[0]
        constant = lambda i: self.constants[inputs[i]].tolist()
        kind = node.op_type
        if kind == "Conv":
            pads = symmetric(a.get("pads", [0, 0, 0, 0]))
            stride, dilation, groups = a.get("strides", [1, 1]), a.get("dilations", [1, 1]), a.get("group", 1)
            return lambda x, w, b=None: F.conv2d(x, w, b, stride, pads, dilation, groups), inputs, output
        if kind == "MaxPool":
            return lambda x: F.max_pool2d(x, a["kernel_shape"], a["strides"], symmetric(a["pads"])), inputs, output
        if kind == "Sigmoid":
            return torch.sigmoid, inputs, output
        if kind == "Add":
            return torch.add, inputs, output
        if kind == "Concat":
            return lambda *x: torch.cat(x, a["axis"]), inputs, output
        if kind == "Transpose":
            return lambda x: x.permute(a["perm"]), inputs, output
        if kind == "Reshape":
            # The batch is left to the tensor.
            rest = constant(1)[1:]
            return lambda x: x.reshape(x.shape[0], *rest), inputs[:1], output
        if kind == "Slice":
            bounds = list(zip(constant(1), constant(2), constant(3), constant(4)))

            def cut(x):
                index = [slice(None)] * x.dim()
                for start, end, axis, step in bounds:
                    index[axis] = slice(start, min(end, x.shape[axis]), step)
                return x[tuple(index)]

            return cut, inputs[:1], output
        if kind == "Resize" and a.get("mode") == b"nearest":
            factors = constant(2)[2:]
            return lambda x: F.interpolate(x, scale_factor=factors, mode="nearest"), inputs[:1], output
        raise NotImplementedError(f"{kind} of node {node.name}")

    def forward(self, x):
        values = {self.input: x}
        for number, (run, names, output) in enumerate(self.steps):
            values[output] = run(*(values[n] if n in values else getattr(self, self.key(n)) for n in names))
            for name in names:
                # As in a module, where a local variable goes: memory is used again.
                if self.last[name] == number and name in values:
                    del values[name]
        return values[self.output]


def symmetric(pads):
    if pads[:2] != pads[2:]:
        raise NotImplementedError(f"pads {pads}")
    return pads[:2]


def with_batch(source, batch, target):
    """Writes a network of batch 1 for another batch: the first dimension of input and output, and of shapes that Reshape is given."""
    model = onnx.load(source)
    graph = model.graph
    constants = {i.name: i for i in graph.initializer}
    for value in list(graph.input) + list(graph.output):
        if value.name not in constants:
            value.type.tensor_type.shape.dim[0].dim_value = batch
    for node in graph.node:
        if node.op_type == "Constant":
            constants[node.output[0]] = node.attribute[0].t
        elif node.op_type == "Reshape":
            shape = constants.get(node.input[1])
            if shape is None:
                raise NotImplementedError(f"Reshape {node.name} to what is computed")
            dims = numpy_helper.to_array(shape).copy()
            dims[0] = batch
            shape.CopyFrom(numpy_helper.from_array(dims, shape.name))
    del graph.value_info[:]
    onnx.save(model, target)


def main(source, batch, target):
    """Writes the network for a batch, an input of noise between 0 and 255, and what the module makes of it."""
    with_batch(source, batch, target + ".onnx")
    graph = onnx.load(target + ".onnx").graph
    shape = [d.dim_value for d in graph.input[0].type.tensor_type.shape.dim]
    x = torch.rand(shape, generator=torch.Generator().manual_seed(1)) * 255
    with torch.inference_mode():
        y = OnnxModule(source)(x)
    x.numpy().tofile(target + ".input0.bin")
    y.contiguous().numpy().tofile(target + ".output0.bin")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
