using System;
using System.Collections.Generic;
using System.Text;

namespace Fovea.Capture;

/// <summary>Splits one string into arguments as a shell would.</summary>
internal static class CommandLine
{
    /// <summary>
    /// Arguments stand between white space. Single quotes keep what is inside as it is; in double quotes and outside, a
    /// backslash makes a quote, white space or backslash after it ordinary, and is itself ordinary before anything else, so
    /// that Windows paths need no doubling.
    /// </summary>
    /// <exception cref="CaptureException">A quote is not closed.</exception>
    public static List<string> Split(string text)
    {
        var arguments = new List<string>();
        var current = new StringBuilder();
        bool any = false;
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool escapes = c == '\\' && quote != '\'' && i + 1 < text.Length
                && (text[i + 1] is '"' or '\\' || (quote == '\0' && (text[i + 1] == '\'' || char.IsWhiteSpace(text[i + 1]))));
            if (escapes)
            {
                current.Append(text[++i]);
                any = true;
            }
            else if (quote != '\0')
            {
                if (c == quote)
                    quote = '\0';
                else
                    current.Append(c);
            }
            else if (c is '"' or '\'')
            {
                quote = c;
                any = true;
            }
            else if (!char.IsWhiteSpace(c))
            {
                current.Append(c);
                any = true;
            }
            else if (any)
            {
                arguments.Add(current.ToString());
                current.Clear();
                any = false;
            }
        }

        if (quote != '\0')
            throw new CaptureException($"A quote {quote} is not closed in: {text}");
        if (any)
            arguments.Add(current.ToString());
        return arguments;
    }
}
