using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Fovea.Models;

namespace Fovea.Runtime.Passes;

/// <summary>Attributes as text that is the same where they are; of graphs, which are not compared, it tells nothing.</summary>
internal static class AttributeText
{
    public static string Of(Attributes attributes)
    {
        var text = new StringBuilder();
        foreach (KeyValuePair<string, object> attribute in attributes.Values.OrderBy(a => a.Key, StringComparer.Ordinal))
            text.Append('|').Append(attribute.Key).Append('=').Append(Of(attribute.Value));
        return text.ToString();
    }

    private static string Of(object value) => value switch
    {
        Tensor tensor => string.Format(CultureInfo.InvariantCulture, "{0}{1}{2:x}", tensor.Type, tensor.Shape, tensor.Fingerprint),
        Array array => $"{value.GetType().Name}[{string.Join(",", array.Cast<object>().Select(Of))}]",
        IFormattable number => value.GetType().Name + number.ToString(value is float ? "R" : null, CultureInfo.InvariantCulture),
        _ => value.GetType().Name + value,
    };
}
