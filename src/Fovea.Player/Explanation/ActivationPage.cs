using System.Globalization;
using System.IO;
using System.Text;
using Fovea.Player.Inspection;
using Fovea.Player.Output;
using Fovea.Runtime.Profiling;

namespace Fovea.Player.Explanation;

/// <summary>Statistics of activations as one HTML page that needs nothing else: a chart and a table.</summary>
internal static class ActivationPage
{
    /// <summary>Writes the page, whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, ActivationStatistics statistics, string title) =>
        WholeFile.Write(path, file => file.Write(Encoding.UTF8.GetBytes(Page(statistics, title))));

    private static string Page(ActivationStatistics statistics, string title)
    {
        var html = new StringBuilder(HtmlReport.Head(title));
        html.Append(CultureInfo.InvariantCulture, $"<header><h1>{GraphColumn.Encode(title)}</h1></header>\n<section>");
        foreach (string sentence in ActivationText.Verdict(statistics))
            html.Append(CultureInfo.InvariantCulture, $"<p>{GraphColumn.Encode(sentence)}</p>");
        var chart = new SvgSketch(ActivationChart.Width, ActivationChart.Height, "Activations over depth");
        ActivationChart.Draw(chart, statistics, "activations, layer by layer");
        html.Append(chart.End()).Append("</section>\n<section><table><thead><tr>");
        foreach (string column in ActivationText.Columns)
            html.Append(column[0] == '>' ? $"<th class=\"r\">{column[1..]}</th>" : $"<th>{column}</th>");
        html.Append("</tr></thead><tbody>\n");
        for (int i = 0; i < statistics.Layers.Count; i++)
        {
            html.Append("<tr>");
            string[] cells = ActivationText.Row(statistics.Layers[i], i + 1);
            for (int c = 0; c < cells.Length; c++)
                html.Append(CultureInfo.InvariantCulture, $"<td{(ActivationText.Columns[c][0] == '>' ? " class=\"r\"" : "")}>{GraphColumn.Encode(cells[c])}</td>");
            html.Append("</tr>\n");
        }

        return html.Append("</tbody></table></section></body></html>\n").ToString();
    }
}
