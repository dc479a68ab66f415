"""Exports networks of torchvision, with random weights, as ONNX files: export.py FOLDER NAME:OPSET:BATCHxHEIGHTxWIDTH ..."""
import sys
import warnings

import torch
import torchvision

warnings.filterwarnings("ignore")
models = torchvision.models
bare = dict(weights=None, weights_backbone=None)


class Output(torch.nn.Module):
    """A segmentation network's map, without the dictionary around it."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, x):
        return self.network(x)["out"]


class Heads(torch.nn.Module):
    """What a detector's heads give, before anything is chosen from it."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, x):
        heads = self.network.head(list(self.network.backbone(x).values()))
        return heads["cls_logits"], heads["bbox_regression"]


class Detector(torch.nn.Module):
    """A whole detector, on the one image of a batch."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, x):
        found = self.network([x[0]])
        found = (found[1] if isinstance(found, tuple) else found)[0]
        return found["boxes"], found["scores"], found["labels"]


def separated(network):
    """Gives a detector scores so far apart that rounding neither lets one in or out nor changes their order."""
    spread(network)
    # Statistics of what really flows (of pictures between -1 and 1, as the tests feed, normalized), without which the maps of random
    # weights are flat and every anchor scores the same.
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.momentum = 1.0
    with torch.no_grad():
        network.train()
        network.head(list(network.backbone(4 * torch.rand(4, 3, 320, 320) - 3).values()))
        for layer in network.head.classification_head.module_list:
            layer[-1].weight.mul_(3)
    return network.eval()


networks = {
    "mobilenet_v2": models.mobilenet_v2,
    "mobilenet_v3": models.mobilenet_v3_small,
    "resnet18": models.resnet18,
    "resnet50": models.resnet50,
    "squeezenet": models.squeezenet1_1,
    "shufflenet": models.shufflenet_v2_x0_5,
    "efficientnet_b0": models.efficientnet_b0,
    "densenet121": models.densenet121,
    "regnet": models.regnet_y_400mf,
    "mnasnet": models.mnasnet0_5,
    "googlenet": lambda: models.googlenet(init_weights=False, aux_logits=False),
    "inception_v3": lambda: models.inception_v3(init_weights=False, aux_logits=False),
    "convnext_tiny": models.convnext_tiny,
    "vit_b_16": lambda: models.vit_b_16(image_size=64),
    "fcn_resnet50": lambda: Output(models.segmentation.fcn_resnet50(**bare)),
    "deeplabv3_mobilenet": lambda: Output(models.segmentation.deeplabv3_mobilenet_v3_large(**bare)),
    "lraspp": lambda: Output(models.segmentation.lraspp_mobilenet_v3_large(**bare)),
    "ssdlite320_heads": lambda: Heads(models.detection.ssdlite320_mobilenet_v3_large(**bare)),
    "retinanet_heads": lambda: Heads(models.detection.retinanet_resnet50_fpn(**bare)),
    "ssdlite320": lambda: Detector(separated(models.detection.ssdlite320_mobilenet_v3_large(score_thresh=0.15, **bare))),
}


def spread(network):
    """Gives batch normalization statistics as training leaves them, and heads weights, so that nothing vanishes."""
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.running_mean.normal_(0, 0.1)
            module.running_var.uniform_(0.5, 1.5)
            module.weight.data.uniform_(0.5, 1.5)
            module.bias.data.normal_(0, 0.1)
        # Some heads begin as zeros.
        if isinstance(module, torch.nn.Linear) and not module.weight.any():
            module.weight.data.normal_(0, 0.02)


for task in sys.argv[2:]:
    name, opset, shape = task.split(":")
    torch.manual_seed(1)
    network = networks[name]().eval()
    if not isinstance(network, Detector):
        spread(network)
    batch, height, width = map(int, shape.split("x"))
    torch.onnx.export(
        network, torch.rand(batch, 3, height, width), f"{sys.argv[1]}/{name}_{opset}.onnx", opset_version=int(opset), input_names=["x"])
    print(name, opset, flush=True)
