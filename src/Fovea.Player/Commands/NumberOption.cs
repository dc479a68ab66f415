using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Fovea.Player.Commands;

/// <summary>Options that take a number, and say in plain words which when they do not get one.</summary>
internal static class NumberOption
{
    /// <summary>A whole number from <paramref name="least"/>.</summary>
    public static Option<int> Whole(string name, string description, int least, int standard)
    {
        Option<int> option = Make<int>(name, description, result => ParseWhole(name, result, least));
        option.DefaultValueFactory = _ => standard;
        return option;
    }

    /// <summary>A whole number from <paramref name="least"/>, or nothing.</summary>
    public static Option<int?> WholeOrNone(string name, string description, int least) =>
        Make<int?>(name, description, result => ParseWhole(name, result, least));

    /// <summary>A number from 0 to 1.</summary>
    public static Option<double> Share(string name, string description, double standard)
    {
        Option<double> option = Make(name, description, result =>
        {
            if (double.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out double share) && share is >= 0 and <= 1)
                return share;
            result.AddError($"{name} takes a number from 0 to 1, as 1e-3, not '{Text(result)}'.");
            return 0;
        });
        option.DefaultValueFactory = _ => standard;
        return option;
    }

    /// <summary>A positive number of milliseconds, or nothing.</summary>
    public static Option<double?> MillisecondsOrNone(string name, string description) => Positive(name, description, "milliseconds", 60_000);

    /// <summary>A positive number of times a second, or nothing.</summary>
    public static Option<double?> PerSecondOrNone(string name, string description) => Positive(name, description, "times a second", 1000);

    private static Option<double?> Positive(string name, string description, string unit, double most) => Make<double?>(name, description, result =>
    {
        if (double.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number > 0 && number <= most)
            return number;
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes a number of {unit}, above 0 and up to {most}, not '{Text(result)}'."));
        return null;
    });

    private static Option<T> Make<T>(string name, string description, System.Func<ArgumentResult, T> parse) =>
        new(name) { Description = description, HelpName = "N", CustomParser = parse };

    private static int ParseWhole(string name, ArgumentResult result, int least)
    {
        if (int.TryParse(Text(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least)
            return number;
        result.AddError($"{name} takes a whole number from {least}, not '{Text(result)}'.");
        return 0;
    }

    private static string Text(ArgumentResult result) => result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
}
