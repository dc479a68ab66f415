using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Fovea.Operators;
using Fovea.Player.Output;
using Fovea.Runtime;

namespace Fovea.Player.Inspection;

/// <summary>
/// Memory over time as SVG: steps to the right, bytes of the arena upwards. Each tensor is a rectangle as long as it lives, at the place where
/// it lies; gaps are memory that nobody uses then.
/// </summary>
internal static class MemoryChart
{
    private const int Width = 1200, Height = 320, Left = 76, Bottom = 34, Top = 14;

    /// <summary>Writes the chart.</summary>
    public static void Write(StringBuilder svg, PlanBlueprint plan)
    {
        int steps = Math.Max(1, plan.Steps.Count);
        double bytes = Math.Max(1, plan.Memory.Bytes), wide = (double)(Width - Left - 8) / steps, high = (Height - Top - Bottom) / bytes;
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"memory\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"Memory over time\">");
        for (int line = 0; line <= 4; line++)
        {
            double at = bytes * line / 4;
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - 8}\" y1=\"{Y(at):0.#}\" y2=\"{Y(at):0.#}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{Y(at) + 4:0.#}\" text-anchor=\"end\">{Sizes.Text((long)at)}</text>");
        }

        foreach (TensorLife life in TensorLife.Of(plan))
        {
            string about = $"{life.Tensor.Name}\n{life.Tensor.Type} {life.Tensor.Shape}, {Sizes.Text(life.Tensor.Bytes)}\nsteps {life.First + 1} to {Math.Min(life.Last + 1, steps)}";
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect class=\"t{life.Number % 6}\" x=\"{X(life.First):0.##}\" width=\"{wide * (life.Last - life.First + 1):0.##}\" y=\"{Y(life.Offset + life.Tensor.Bytes):0.##}\" height=\"{high * life.Tensor.Bytes:0.##}\"><title>{GraphColumn.Encode(about)}</title></rect>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"bound\" x1=\"{Left}\" x2=\"{Width - 8}\" y1=\"{Y(plan.Memory.LowerBound):0.#}\" y2=\"{Y(plan.Memory.LowerBound):0.#}\"><title>lower bound {Sizes.Text(plan.Memory.LowerBound)}</title></line>");
        for (int i = 0; i < plan.Steps.Count; i++)
        {
            if (plan.Barriers[i])
                svg.Append(CultureInfo.InvariantCulture, $"<line class=\"barrier\" x1=\"{X(i):0.##}\" x2=\"{X(i):0.##}\" y1=\"{Height - Bottom + 2}\" y2=\"{Height - Bottom + 8}\"/>");
        }

        int every = Math.Max(1, (int)Math.Ceiling(steps / 12.0 / 5) * 5);
        for (int i = every; i <= steps; i += every)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(i):0.##}\" y=\"{Height - 8}\" text-anchor=\"middle\">{i}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{Height - 8}\" text-anchor=\"end\">step</text></svg>\n");

        double X(int step) => Left + wide * step;

        double Y(double at) => Height - Bottom - high * at;
    }

    private sealed record TensorLife(PlanTensor Tensor, long Offset, int First, int Last, int Number)
    {
        public static IEnumerable<TensorLife> Of(PlanBlueprint plan)
        {
            var lives = new Dictionary<PlanTensor, (int First, int Last)>();
            for (int i = 0; i < plan.Steps.Count; i++)
            {
                foreach (PlanTensor root in plan.Steps[i].Bindings.Select(b => b.Tensor.Root).Where(plan.Memory.Offsets.ContainsKey))
                    lives[root] = (lives.TryGetValue(root, out (int First, int Last) life) ? life.First : i, i);
            }

            foreach (PlanTensor root in plan.Outputs.Values.Select(o => o.Root).Where(lives.ContainsKey))
                lives[root] = (lives[root].First, plan.Steps.Count - 1);
            return lives.OrderBy(l => l.Value.First).Select((l, number) => new TensorLife(l.Key, plan.Memory.Offsets[l.Key], l.Value.First, l.Value.Last, number)).ToArray();
        }
    }
}
