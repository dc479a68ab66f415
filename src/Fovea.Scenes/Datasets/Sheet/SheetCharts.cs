using System;
using System.Globalization;
using System.Linq;
using System.Text;
using Fovea.Scenes.Labels;

namespace Fovea.Scenes.Datasets.Sheet;

/// <summary>The charts of a contact sheet, as SVG and tables in the page.</summary>
internal static class SheetCharts
{
    /// <summary>How many objects and pixels each class has.</summary>
    public static void Classes(StringBuilder html, DatasetOptions options, SheetStatistics s)
    {
        long most = Math.Max(1, s.ByClass.Max()), pixels = Math.Max(1, s.Pixels.Sum());
        html.Append("<div class=\"card wide\"><h2>Classes</h2><table class=\"classes\"><thead><tr><th></th><th>class</th><th class=\"r\">objects</th><th></th><th class=\"r\">in frames</th><th class=\"r\">of the pixels</th></tr></thead><tbody>");
        foreach (SceneClass c in options.Classes.OrderByDescending(c => s.ByClass[c.Id]).ThenByDescending(c => s.Pixels[c.Id]).ThenBy(c => c.Id))
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr data-toggle=\"{c.Id}\"><td><i style=\"background:{ContactSheet.Color(c)}\"></i></td><td>{ContactSheet.Encode(c.Name)}</td>");
            html.Append(CultureInfo.InvariantCulture, $"<td class=\"r\">{(c.IsThing ? ContactSheet.Whole(s.ByClass[c.Id]) : "–")}</td>");
            string bar = s.ByClass[c.Id] == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"<span style=\"width:{100.0 * s.ByClass[c.Id] / most:0.#}%;background:{ContactSheet.Color(c)}\"></span>");
            html.Append(CultureInfo.InvariantCulture, $"<td class=\"bars\">{bar}</td>");
            html.Append(CultureInfo.InvariantCulture, $"<td class=\"r\">{(c.IsThing ? ContactSheet.Whole(s.FramesByClass[c.Id]) : "–")}</td><td class=\"r\">{100.0 * s.Pixels[c.Id] / pixels:0.00} %</td></tr>");
        }

        html.Append("</tbody></table></div>\n");
    }

    /// <summary>Where in the picture the middles of boxes are.</summary>
    public static void Positions(StringBuilder html, DatasetOptions options, SheetStatistics s)
    {
        html.Append("<div class=\"card\"><h2>Where boxes are</h2><p>Their middles, over the picture.</p>");
        html.Append(CultureInfo.InvariantCulture, $"<svg class=\"heat\" viewBox=\"0 0 {SheetStatistics.PositionColumns} {s.PositionRows}\">");
        html.Append(CultureInfo.InvariantCulture, $"<rect class=\"ground\" width=\"{SheetStatistics.PositionColumns}\" height=\"{s.PositionRows}\"/>");
        Cells(html, s.Positions, row => row);
        html.Append(CultureInfo.InvariantCulture, $"</svg><p class=\"axis\"><span>0</span><span>{options.Width} × {options.Height}</span></p></div>\n");
    }

    /// <summary>How wide and high boxes are.</summary>
    public static void Sizes(StringBuilder html, SheetStatistics s)
    {
        int cells = s.Sizes.GetLength(0), step = SheetStatistics.CellsPerDoubling;
        html.Append("<div class=\"card\"><h2>How large boxes are</h2><p>Width to the right, height up, in pixels; each line doubles.</p>");
        html.Append(CultureInfo.InvariantCulture, $"<svg class=\"heat\" viewBox=\"-2.4 -0.4 {cells + 2.8} {cells + 2.2}\"><rect class=\"ground\" width=\"{cells}\" height=\"{cells}\"/>");
        Cells(html, s.Sizes, row => cells - 1 - row);
        for (int at = 0; at < cells; at += step)
        {
            html.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M{at} 0V{cells}M0 {cells - at}H{cells}\"/>");
            if (at / step % 2 == 0)
            {
                html.Append(CultureInfo.InvariantCulture, $"<text x=\"{at}\" y=\"{cells + 1.1}\" text-anchor=\"middle\">{1 << (at / step)}</text>");
                html.Append(CultureInfo.InvariantCulture, $"<text x=\"-0.3\" y=\"{cells - at + 0.3}\" text-anchor=\"end\">{1 << (at / step)}</text>");
            }
        }

        html.Append("</svg></div>\n");
    }

    /// <summary>How many objects frames have.</summary>
    public static void Counts(StringBuilder html, SheetStatistics s)
    {
        int last = Math.Max(9, Array.FindLastIndex(s.FramesByObjects, n => n > 0));
        long most = Math.Max(1, s.FramesByObjects.Max());
        html.Append("<div class=\"card\"><h2>Objects in a frame</h2><p>How many frames have how many.</p>");
        html.Append(CultureInfo.InvariantCulture, $"<svg class=\"heat\" viewBox=\"-0.5 -1 {last + 2} 13.6\">");
        for (int i = 0; i <= last; i++)
        {
            double height = 11.0 * s.FramesByObjects[i] / most;
            string name = i == s.FramesByObjects.Length - 1 ? $"{i} or more" : i.ToString(CultureInfo.InvariantCulture);
            html.Append(CultureInfo.InvariantCulture, $"<rect class=\"column\" x=\"{i + 0.1:0.#}\" y=\"{11 - height:0.###}\" width=\"0.8\" height=\"{height:0.###}\"><title>{name} objects: {ContactSheet.Whole(s.FramesByObjects[i])} frames</title></rect>");
            if (i % 5 == 0)
                html.Append(CultureInfo.InvariantCulture, $"<text x=\"{i + 0.5:0.#}\" y=\"12.2\" text-anchor=\"middle\">{i}</text>");
        }

        html.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M0 11H{last + 1}\"/></svg></div>\n");
    }

    // The root makes few boxes visible beside many.
    private static void Cells(StringBuilder html, long[,] cells, Func<int, int> place)
    {
        long most = Math.Max(1, cells.Cast<long>().Max());
        for (int row = 0; row < cells.GetLength(0); row++)
        {
            for (int column = 0; column < cells.GetLength(1); column++)
            {
                if (cells[row, column] > 0)
                    html.Append(CultureInfo.InvariantCulture, $"<rect class=\"cell\" x=\"{column}\" y=\"{place(row)}\" width=\"1\" height=\"1\" opacity=\"{0.12 + (0.88 * Math.Sqrt((double)cells[row, column] / most)):0.###}\"><title>{ContactSheet.Whole(cells[row, column])}</title></rect>");
            }
        }
    }
}
