using System.Collections.Generic;
using System.Text;

namespace Fovea.Training.Data;

/// <summary>Fields separated by commas, of which some are quoted (RFC 4180).</summary>
internal static class CsvLine
{
    /// <summary>The fields of a line; null where a quote is not closed.</summary>
    public static IReadOnlyList<string>? Split(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(line[i]);
            }
        }

        fields.Add(field.ToString());
        return quoted ? null : fields;
    }
}
