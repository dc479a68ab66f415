using System.Globalization;
using System.Text;
using Fovea.Player.Inspection;
using Fovea.Vision.Overlays;

namespace Fovea.Player.Explanation;

/// <summary>Draws as SVG.</summary>
internal sealed class SvgSketch : Sketch
{
    private readonly StringBuilder _svg = new();

    public SvgSketch(int width, int height, string about) => _svg.Append(
        CultureInfo.InvariantCulture,
        $"<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{GraphColumn.Encode(about)}\" style=\"width:100%;font-family:ui-monospace,'DejaVu Sans Mono',monospace\">");

    /// <summary>The drawing.</summary>
    public string End() => _svg + "</svg>";

    public override void Rectangle(float x, float y, float width, float height, SrgbColor color) =>
        _svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\" fill=\"{color}\"/>");

    public override void Line(float x0, float y0, float x1, float y1, float width, SrgbColor color) => _svg.Append(
        CultureInfo.InvariantCulture,
        $"<line x1=\"{x0:0.##}\" y1=\"{y0:0.##}\" x2=\"{x1:0.##}\" y2=\"{y1:0.##}\" stroke=\"{color}\" stroke-width=\"{width:0.##}\" stroke-linecap=\"round\"/>");

    public override void Text(float x, float y, float size, string text, SrgbColor color, bool right = false) => _svg.Append(
        CultureInfo.InvariantCulture,
        $"<text x=\"{x:0.##}\" y=\"{y + (size * 0.35f):0.##}\" font-size=\"{size:0.##}\" fill=\"{color}\"{(right ? " text-anchor=\"end\"" : "")}>{GraphColumn.Encode(text)}</text>");
}
