using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using Fovea.Models;
using Fovea.Player.Inspection;
using Fovea.Player.Networks;
using Fovea.Player.Output;
using Fovea.Runtime;
using Fovea.Runtime.Passes;
using Spectre.Console;

namespace Fovea.Player.Commands;

/// <summary><c>fovea inspect</c>: what each layer of a network is and costs.</summary>
internal static class InspectCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> model = ModelOptions.Model();
        Option<string[]> shape = ModelOptions.Shape();
        Option<bool> all = new("--all")
        {
            Description = "List also what is computed once, when the network is loaded: constants and shape arithmetic.",
        };
        Option<bool> passes = new("--passes")
        {
            Description = "Show instead what each pass does to the graph before GL compute runs it: what is folded, fused and dropped.",
        };
        Option<string> html = new("--html")
        {
            Description = "Write a page that shows the graph before and after the passes, its kernels, and memory over time.",
            HelpName = "FILE",
        };
        var command = new ExampleCommand(
            "inspect",
            "List a network's layers: output shape, parameters, multiply-adds, receptive field.",
            "fovea inspect model.onnx",
            "fovea inspect model.onnx --shape data=1x3x224x224",
            "fovea inspect model.onnx --passes --html model.html")
        {
            model,
            shape,
            all,
            passes,
            html,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(model);
            string[] given = parsed.GetValue(shape) ?? [];
            return parsed.GetValue(passes) || parsed.GetValue(html) is not null
                ? Plan(terminal, path, given, parsed.GetValue(passes), parsed.GetValue(html))
                : Run(terminal, path, given, parsed.GetValue(all));
        });
        return command;
    }

    private static int Plan(Terminal terminal, string path, string[] given, bool passes, string? html)
    {
        Model model = OnnxFile.Load(path);
        Graph graph = Canonicalizer.Apply(model);
        InputShapes inputs = InputShapes.Decide(graph.Inputs, given);
        NetworkPlan plan = NetworkPlan.Of(model, graph, inputs);
        terminal.WriteLine($"{Path.GetFileName(path)}: {string.Join("; ", inputs.Inputs)}");
        foreach (string note in inputs.Notes)
            terminal.WriteLine(note);
        if (passes)
        {
            Table table = Terminal.NewTable("pass", ">before", ">after", "what it did");
            foreach (PassStep step in plan.Passes)
                table.AddRow(new Text(step.Pass), new Text(Numbers.Whole(step.Before.Nodes.Count)), new Text(Numbers.Whole(step.After.Nodes.Count)), new Text(PassSummary.Of(step)));
            terminal.Write(table);
        }

        MemoryLayout memory = plan.Blueprint.Memory;
        terminal.WriteLine(
            $"{Numbers.Whole(plan.Source.Nodes.Count)} nodes, {Numbers.Whole(plan.Result.Nodes.Count)} after the passes; a run has " +
            $"{Numbers.Whole(plan.Blueprint.Steps.Count)} dispatches and {Numbers.Whole(plan.Blueprint.Barriers.Count(b => b))} barriers, and takes " +
            $"{Sizes.Text(memory.Bytes)} (at least {Sizes.Text(memory.LowerBound)} are alive at once) beside {Sizes.Text(plan.Blueprint.Weights.Sum(w => w.Tensor.Bytes))} of weights.");
        if (html is not null)
        {
            HtmlReport.Save(html, Path.GetFileName(path), inputs, plan);
            terminal.WriteLine($"Wrote {html}: open it in a browser.");
        }

        return ExitCodes.Ok;
    }

    private static int Run(Terminal terminal, string path, string[] given, bool all)
    {
        Model model = OnnxFile.Load(path);
        Graph graph = Canonicalizer.Apply(model);
        InputShapes inputs = InputShapes.Decide(graph.Inputs, given);
        KnownShapes known = KnownShapes.Of(model, graph, inputs);
        ModelSummary summary = ModelSummary.Of(all ? graph : known.Running, known.Shapes);

        string outputs = string.Join("; ", graph.Outputs.Select(o => Describe(o, known)));
        terminal.WriteLine($"{Path.GetFileName(path)}: {string.Join("; ", inputs.Inputs)} -> {outputs}");
        foreach (string note in inputs.Notes.Append(known.Note).OfType<string>())
            terminal.WriteLine(note);
        terminal.Write(Layers(summary));
        terminal.WriteLine(
            $"{Numbers.Whole(summary.Parameters)} parameters, {Numbers.Whole(summary.MultiplyAdds)} multiply-adds a run.");
        if (summary.Hardest is { } hardest)
        {
            terminal.WriteLine(
                $"Hardest to compute: {hardest.Operator} '{hardest.Name}', {Numbers.Share(hardest.MultiplyAddShare)} of all multiply-adds.");
        }

        if (summary.MostParameters is { } most)
            terminal.WriteLine($"Most parameters: {most.Operator} '{most.Name}', {Numbers.Share(most.ParameterShare)} of them.");
        return ExitCodes.Ok;
    }

    private static ValueInfo Describe(ValueInfo output, KnownShapes known) =>
        known.Shapes.TryGetValue(output.Name, out Shape? shape) ? new ValueInfo(output.Name, output.Type, shape) : output;

    private static Table Layers(ModelSummary summary)
    {
        Table table = Terminal.NewTable(
            ">#", "layer", "operator", "output", ">parameters", ">share", ">multiply-adds", ">share", ">sees", ">stride");
        for (int i = 0; i < summary.Layers.Count; i++)
        {
            LayerSummary layer = summary.Layers[i];
            string[] cells =
            [
                Numbers.Whole(i + 1),
                Texts.End(layer.Name, 40),
                layer.Operator,
                layer.Output?.ToString() ?? "?",
                layer.Parameters == 0 ? "" : Numbers.Whole(layer.Parameters),
                Numbers.Share(layer.ParameterShare),
                layer.MultiplyAdds == 0 ? "" : Numbers.Whole(layer.MultiplyAdds),
                Numbers.Share(layer.MultiplyAddShare),
                layer.Field?.ToString() ?? "",
                layer.Field is null || layer.Field.SeesAll ? "" : string.Join("x", layer.Field.Stride.Distinct().Select(Numbers.Short)),
            ];
            table.AddRow(cells.Select(c => new Text(c)));
        }

        return table;
    }
}
