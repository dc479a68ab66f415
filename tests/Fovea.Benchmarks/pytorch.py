#!/usr/bin/env python3
"""Networks on one GPU in PyTorch and in Fovea, by the same measures, in one table.

    python3 pytorch.py --fovea PATH/Fovea.Benchmarks --yolox yolox_nano_416.onnx

exports MobileNetV2, ResNet-18 and ResNet-50 (torchvision's, weights drawn from a seed, statistics of their batch normalizations set by a
batch of noise) to ONNX, takes YOLOX-nano from its file, runs all of them in PyTorch, eager and as CUDA graphs, and then has Fovea's benchmark
`networks` run the same files and compare its outputs with PyTorch's. Times are medians in milliseconds:

    latency    from the call until the GPU is done, input and output staying there
    pipelined  of a run among many that are submitted without waiting
    transfers  with the input brought to the GPU and the output from it
    gpu        by the GPU's own clock

Single precision is that: TF32 is off. Needs torch and torchvision (from 1.13 on) and onnx. Without a GPU (--device cpu) it shows that all of it
runs, and no more.
"""

import argparse
import concurrent.futures
import gc
import inspect
import json
import os
import statistics
import subprocess
import sys
import time
import traceback
import warnings

import numpy
import torch

import onnx_module

NETWORKS = ("mobilenet_v2", "resnet18", "resnet50", "yolox_nano")
SIZES = {"yolox_nano": 416}


def parse():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--fovea", help="the program Fovea.Benchmarks; without it PyTorch alone is measured")
    parser.add_argument("--fovea-args", default="", help="more arguments for its benchmark `networks`, in one string")
    parser.add_argument("--yolox", help="yolox_nano_416.onnx; left out where it is not there")
    parser.add_argument("--networks", default=",".join(NETWORKS))
    parser.add_argument("--batches", default="1,16")
    parser.add_argument("--precisions", default="fp32,fp16")
    parser.add_argument("--kernels", default="tuned", help="Fovea's: default, tuned, or default,tuned")
    parser.add_argument("--tune", type=int, default=0, metavar="RUNS", help="have Fovea's tuner run first, each variant so often")
    parser.add_argument("--tune-seconds", type=float, default=40, help="for each network, batch and precision, at most")
    parser.add_argument("--repeat", type=int, default=10, help="how often Fovea issues each dispatch in a row where it times single ones")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="in how many processes Fovea compiles what the tuner tries")
    parser.add_argument("--seconds", type=float, default=0.25, help="measuring each way of running each network in PyTorch")
    parser.add_argument("--fovea-seconds", type=float, default=0.9, help="measuring each network in Fovea in all")
    parser.add_argument("--fovea-timeout", type=float, default=90, help="for one network in Fovea")
    parser.add_argument("--work", default="peers", help="folder for the models, inputs and outputs")
    parser.add_argument("--json", default="peers.json", help="where everything that was measured is written")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--plain", action="store_true", help="only eager and CUDA graphs in single precision, as the bars need")
    return parser.parse_args()


class Gpu:
    """The device, and what waits for it; on a processor nothing need be waited for."""

    def __init__(self, name):
        self.is_cuda = name == "cuda"
        self.device = torch.device(name)

    def wait(self):
        if self.is_cuda:
            torch.cuda.synchronize()

    def describe(self):
        if not self.is_cuda:
            return "processor"
        facts = torch.cuda.get_device_properties(0)
        return f"{facts.name}, {facts.multi_processor_count} multiprocessors"


def spread(times):
    times = sorted(times)
    return {
        "median": statistics.median(times),
        "p10": times[len(times) // 10],
        "p90": times[len(times) * 9 // 10],
        "count": len(times),
    }


def repeat(measure, seconds, fewest=5, most=2000):
    times, start = [], time.perf_counter()
    while len(times) < most and (len(times) < fewest or time.perf_counter() - start < seconds):
        times.append(measure() * 1e3)
    return times


# --- The device's limits, as far as PyTorch reaches them.


def peaks(gpu):
    size, count = (8192, 1 << 30) if gpu.is_cuda else (512, 1 << 22)
    a = torch.rand(size, size, device=gpu.device) - 0.5
    b = torch.rand(size, size, device=gpu.device) - 0.5
    source = torch.empty(count // 4, device=gpu.device).normal_()
    target = torch.empty_like(source)

    def best(run, rounds=5):
        run()
        times = []
        for _ in range(rounds):
            gpu.wait()
            start = time.perf_counter()
            run()
            gpu.wait()
            times.append(time.perf_counter() - start)
        return min(times)

    return {
        "gflops": 2 * size**3 / best(lambda: torch.mm(a, b)) / 1e9,
        "gbs": 2 * count / best(lambda: target.copy_(source)) / 1e9,
        "matmul": f"{size}x{size}x{size}, fp32",
        "copy": f"{count >> 20} MiB, read and written",
    }


# --- The networks.


def make(name, args, gpu):
    """The network with weights from a seed, in evaluation mode."""
    torch.manual_seed(1)
    if name == "yolox_nano":
        return onnx_module.OnnxModule(args.yolox).eval().to(gpu.device)
    import torchvision

    network = getattr(torchvision.models, name)(weights=None).to(gpu.device)
    # Fresh weights with fresh statistics let activations grow from block to block, beyond half precision: set them by a batch.
    norms = [m for m in network.modules() if isinstance(m, torch.nn.BatchNorm2d)]
    for norm in norms:
        norm.momentum = None
    network.train()
    with torch.no_grad():
        network(torch.randn(8, 3, 224, 224, generator=torch.Generator().manual_seed(2)).to(gpu.device))
    return network.eval()


def sample(name, batch):
    size = SIZES.get(name, 224)
    noise = torch.randn(batch, 3, size, size, generator=torch.Generator().manual_seed(3))
    # YOLOX takes grey levels.
    return (noise * 50 + 114).clamp(0, 255) if name == "yolox_nano" else noise


def export(network, name, args):
    """The network's file for a batch of one."""
    if name == "yolox_nano":
        return args.yolox
    path = os.path.join(args.work, f"{name}.onnx")
    options = {"opset_version": 17, "input_names": ["input"], "output_names": ["output"]}
    known = inspect.signature(torch.onnx.export).parameters
    # Exported on the processor: the file is the same, and nothing of the export stays on the GPU.
    network, example = network.cpu(), torch.randn(1, 3, 224, 224)
    # That this exporter has a successor is known.
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    try:
        torch.onnx.export(network, example, path, **options, **({"dynamo": False} if "dynamo" in known else {}))
    except Exception:
        if "dynamo" not in known:
            raise
        torch.onnx.export(network, (example,), path, **dict(options, opset_version=18), dynamo=True, external_data=False)
    return path


# --- Measuring in PyTorch.


class Way:
    """One way of running a network; `benchmark` is cuDNN's: whether it times its algorithms or goes by its rules."""

    def __init__(self, label, benchmark=False, graph=False, half=False, channels_last=False):
        self.label, self.benchmark, self.graph, self.half, self.channels_last = label, benchmark, graph, half, channels_last


WAYS = [
    Way("eager"),
    Way("graph", graph=True),
    Way("eager, cudnn.benchmark", benchmark=True),
    Way("graph, cudnn.benchmark", benchmark=True, graph=True),
    Way("eager, channels last, cudnn.benchmark", benchmark=True, channels_last=True),
    Way("graph, channels last, cudnn.benchmark", benchmark=True, channels_last=True, graph=True),
    Way("eager fp16, cudnn.benchmark", benchmark=True, half=True),
    Way("graph fp16, cudnn.benchmark", benchmark=True, half=True, graph=True),
    Way("graph fp16, channels last, cudnn.benchmark", benchmark=True, half=True, channels_last=True, graph=True),
]

# cuDNN's plans are kept by each thread for the sizes that it has seen, whichever way they were chosen: each setting has a thread of its own.
THREADS = {False: concurrent.futures.ThreadPoolExecutor(1), True: concurrent.futures.ThreadPoolExecutor(1)}


class Prepared:
    """A network made ready to be run one way."""

    def __init__(self, way, network, x, gpu):
        self.way, self.gpu = way, gpu
        import copy

        self.network = copy.deepcopy(network)
        if way.half:
            self.network = self.network.half()
        layout = torch.channels_last if way.channels_last else torch.contiguous_format
        self.network = self.network.to(memory_format=layout)
        self.host = (x.half() if way.half else x).contiguous(memory_format=layout)
        if gpu.is_cuda:
            self.host = self.host.pin_memory()
        self.x = self.host.to(gpu.device)
        self.run = lambda: self.network(self.x)
        for _ in range(3):
            self.y = self.run()
        gpu.wait()
        if way.graph:
            self.capture()
        self.back = torch.empty_like(self.y, device="cpu")
        if gpu.is_cuda:
            self.back = self.back.pin_memory()
        self.times = {}

    def capture(self):
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            for _ in range(3):
                self.network(self.x)
        torch.cuda.current_stream().wait_stream(stream)
        self.graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self.graph):
            self.y = self.network(self.x)
        graph, y = self.graph, self.y

        def replay():
            graph.replay()
            return y

        self.run = replay

    def measure(self, seconds):
        """A turn: adds to the times of every measure."""
        part = seconds / 4
        repeat(lambda: self.latency(), part / 2)
        latencies = repeat(lambda: self.latency(), part)
        self.add("latency", latencies)
        runs = max(3, min(400, int(40 / statistics.median(latencies))))
        self.add("pipelined", repeat(lambda: self.pipelined(runs), part, fewest=3))
        self.add("transfers", repeat(lambda: self.transfers(), part / 2))
        if self.gpu.is_cuda:
            self.add("gpu", repeat(lambda: self.events(), part / 2))

    def add(self, measure, times):
        self.times.setdefault(measure, []).extend(times)

    def latency(self):
        start = time.perf_counter()
        self.run()
        self.gpu.wait()
        return time.perf_counter() - start

    def pipelined(self, runs):
        start = time.perf_counter()
        for _ in range(runs):
            self.run()
        self.gpu.wait()
        return (time.perf_counter() - start) / runs

    def transfers(self):
        start = time.perf_counter()
        self.x.copy_(self.host, non_blocking=True)
        self.back.copy_(self.run(), non_blocking=True)
        self.gpu.wait()
        return time.perf_counter() - start

    def events(self):
        first, last = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
        first.record()
        self.run()
        last.record()
        self.gpu.wait()
        return first.elapsed_time(last) / 1e3


def on_thread(way, body):
    def run():
        torch.backends.cudnn.benchmark = way.benchmark
        with torch.inference_mode():
            return body()

    return THREADS[way.benchmark].submit(run).result()


def measure(name, batch, network, x, ways, args, gpu):
    """All ways of running one network at one batch, by turns; and its outputs."""
    rows, prepared = {}, []
    for way in ways:
        if way.graph and not gpu.is_cuda or way.half and not gpu.is_cuda:
            continue
        try:
            prepared.append((way, on_thread(way, lambda: Prepared(way, network, x, gpu))))
        except Exception as e:
            print(f"{name} batch {batch}, {way.label}: {type(e).__name__}: {str(e).splitlines()[0]}", flush=True)
    turns = 3
    for _ in range(turns):
        for way, ready in prepared:
            on_thread(way, lambda: ready.measure(args.seconds / turns))
    for way, ready in prepared:
        rows[way.label] = {key: spread(times) for key, times in ready.times.items()}
        line = ", ".join(f"{key} {value['median']:.3f}" for key, value in rows[way.label].items())
        print(f"{name} batch {batch}, {way.label}: {line}", flush=True)
    prepared.clear()
    gc.collect()
    if gpu.is_cuda:
        torch.cuda.empty_cache()
    return rows


def reference(network, x, gpu):
    """What the network makes of its input, without algorithms that round more than they must."""
    with torch.inference_mode():
        return network(x.to(gpu.device)).float().cpu().numpy()


# --- Fovea.


def run_fovea(name, files, limits, args):
    lines = os.path.join(args.work, f"{name}.jsonl")
    if os.path.exists(lines):
        os.remove(lines)
    command = [args.fovea, "networks", *files, "--precision", args.precisions, "--kernels", args.kernels, "--seconds", str(args.fovea_seconds), "--json", lines]
    command += ["--repeat", str(args.repeat if limits else 1)]
    if limits:
        command += ["--peak-gflops", f"{limits['gflops']:.0f}", "--peak-gbs", f"{limits['gbs']:.0f}"]
    timeout = args.fovea_timeout
    if args.tune:
        command += ["--tune", str(args.tune), "--tune-seconds", str(args.tune_seconds), "--jobs", str(args.jobs)]
        timeout += (args.tune_seconds + 30) * len(files) * len(args.precisions.split(","))
    command += args.fovea_args.split()
    if args.fovea.endswith(".dll"):
        command.insert(0, "dotnet")
    try:
        status = subprocess.run(command, timeout=timeout).returncode
        if status != 0:
            print(f"{name}: Fovea ended with {status}", flush=True)
    except subprocess.TimeoutExpired:
        print(f"{name}: Fovea took longer than {timeout:.0f} s", flush=True)
    except OSError as e:
        print(f"{name}: {e}", flush=True)
    if not os.path.exists(lines):
        return []
    with open(lines, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


# --- The table.


def milliseconds(times, measure):
    value = (times or {}).get(measure)
    return None if value is None else value["median"]


def limit(layers):
    """What the dispatches would take one by one at the card's limits; None where those were not given."""
    floors = [layer.get("floorMs") for layer in layers]
    return sum(floors) if floors and None not in floors else None


def layer_tables(results):
    """Every dispatch beside the card's limits, the one that loses most first."""
    lines = []
    for result in results:
        for f in result["fovea"]:
            lines += ["", f"## {result['network']}, batch {result['batch']}, {f['precision']}, {f['kernels']}", ""]
            lines += ["| layer | output | kernel | groups x invocations | ms | GFLOP/s | GB/s | of the limit |", "|---|---|---|---|---|---|---|---|"]
            for layer in sorted(f["layers"], key=lambda layer: (layer.get("floorMs") or 0) - layer["ms"]):
                share = f"{100 * layer['share']:.0f} % of {layer['bound']}" if layer.get("share") is not None else ""
                lines.append(
                    f"| {layer['node']} | {layer['output']} | {layer['kernel']} | {layer['groups']} x {layer['groupSize']} | {layer['ms']:.4f} "
                    f"| {layer['gflops']:.0f} | {layer['gigabytesPerSecond']:.0f} | {share} |")
    return lines


def table(results):
    number = lambda x: "" if x is None else f"{x:.3f}" if x < 10 else f"{x:.2f}"
    ratio = lambda x, y: "" if x is None or not y else f"{x / y:.2f}"
    lines = [
        "| network | batch | run by | latency | pipelined | transfers | GPU | latency / eager | latency / graph | pipelined / graph | card's limits | max. difference |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for result in results:
        eager, graph = result["pytorch"].get("eager"), result["pytorch"].get("graph")
        rows = [(label, times, None, None) for label, times in result["pytorch"].items()]
        rows += [(f"Fovea {f['precision']}, {f['kernels']}", f["times"], f.get("difference"), limit(f["layers"])) for f in result["fovea"]]
        for label, times, difference, least in rows:
            cells = [number(milliseconds(times, m)) for m in ("latency", "pipelined", "transfers", "gpu")]
            latency = milliseconds(times, "latency")
            cells += [ratio(latency, milliseconds(eager, "latency")), ratio(latency, milliseconds(graph, "latency"))]
            cells += [ratio(milliseconds(times, "pipelined"), milliseconds(graph, "pipelined"))]
            cells += [number(least)]
            cells += ["" if difference is None else f"{difference:.1e}"]
            lines.append(f"| {result['network']} | {result['batch']} | {label} | " + " | ".join(cells) + " |")
    return lines


def bars(results):
    """Issue's bars: faster than eager at batch 1; MobileNetV2 within 1.5 times of CUDA graphs."""
    lines = []
    for result in results:
        if result["batch"] != 1:
            continue
        ours = [milliseconds(f["times"], "latency") for f in result["fovea"] if f["precision"] == "fp32"]
        if not ours:
            lines.append(f"{result['network']}: Fovea has no figure")
            continue
        for label, factor in [("eager", 1), ("eager, cudnn.benchmark", 1), ("graph", 1.5), ("graph, cudnn.benchmark", 1.5)]:
            if label.startswith("graph") and result["network"] != "mobilenet_v2":
                continue
            theirs = milliseconds(result["pytorch"].get(label), "latency")
            if theirs is not None:
                verdict = "met" if min(ours) < factor * theirs else "NOT met"
                lines.append(f"{result['network']}, {verdict}: {min(ours):.3f} ms of Fovea, {factor} x {theirs:.3f} of {label} ({min(ours) / theirs:.2f})")
    return lines


def main():
    args = parse()
    os.makedirs(args.work, exist_ok=True)
    started = time.perf_counter()
    clock = lambda: f"[{time.perf_counter() - started:.0f} s]"
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    gpu = Gpu(args.device)
    names = [n for n in args.networks.split(",") if n != "yolox_nano" or args.yolox]
    batches = [int(b) for b in args.batches.split(",")]
    limits = peaks(gpu)
    print(f"{gpu.describe()}, torch {torch.__version__}: {limits['gflops']:.0f} GFLOP/s ({limits['matmul']}), {limits['gbs']:.0f} GB/s ({limits['copy']}) {clock()}", flush=True)
    if gpu.is_cuda:
        torch.cuda.empty_cache()

    results = []
    for name in names:
        files = []
        try:
            network = make(name, args, gpu)
            # Exporting takes longest, so that it is done once for all batches.
            source = export(network, name, args)
            network.to(gpu.device)
            for batch in batches:
                x = sample(name, batch)
                entry = {"network": name, "batch": batch, "pytorch": {}, "fovea": []}
                results.append(entry)
                path = os.path.join(args.work, f"{name}_b{batch}.onnx")
                y = reference(network, x, gpu)
                onnx_module.with_batch(source, batch, path)
                x.numpy().astype(numpy.float32).tofile(path[:-5] + ".input0.bin")
                y.astype(numpy.float32).tofile(path[:-5] + ".output0.bin")
                files.append(path)
                ways = [w for w in WAYS if not args.plain or w.label in ("eager", "graph", "eager, cudnn.benchmark", "graph, cudnn.benchmark")]
                entry["pytorch"] = measure(name, batch, network, x, ways, args, gpu)
        except Exception:
            print(f"{name}: {traceback.format_exc(limit=4)}", flush=True)
        network = None
        gc.collect()
        if gpu.is_cuda:
            torch.cuda.empty_cache()
        print(f"{name}: PyTorch is done {clock()}", flush=True)
        if args.fovea and files:
            lines = run_fovea(name, files, limits if gpu.is_cuda else None, args)
            for entry in results:
                path = os.path.join(args.work, f"{entry['network']}_b{entry['batch']}.onnx")
                entry["fovea"] += [line for line in lines if line["model"] == path and "times" in line]
                entry.setdefault("tuning", []).extend(line for line in lines if line["model"] == path and "result" in line)
            print(f"{name}: Fovea is done {clock()}", flush=True)
        # At once: whatever comes later may take too long.
        with open(args.json, "w", encoding="utf-8") as file:
            json.dump({"device": gpu.describe(), "torch": torch.__version__, "cudnn": torch.backends.cudnn.version() if gpu.is_cuda else None, "limits": limits, "results": results}, file)

    with open(os.path.join(args.work, "layers.md"), "w", encoding="utf-8") as file:
        file.write("\n".join(layer_tables(results)) + "\n")
    print("\n".join(["", *table(results), "", *bars(results)]), flush=True)


if __name__ == "__main__":
    sys.exit(main())
