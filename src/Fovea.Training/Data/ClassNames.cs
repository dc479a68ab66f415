using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Fovea.Training.Data;

/// <summary>Files that name classes: a name a line, <c>0 Sky</c>, <c>0,"Sky"</c>, or with a colour, <c>128 128 128 Sky</c>.</summary>
/// <param name="Names">The names by number; empty for numbers that the file leaves out.</param>
/// <param name="Colors">The class of each colour 0xRRGGBB; null where the file gives numbers.</param>
internal sealed record ClassNames(IReadOnlyList<string> Names, IReadOnlyDictionary<int, byte>? Colors)
{
    /// <summary>Reads such a file. A first line <c>id,name</c> is a heading.</summary>
    /// <exception cref="DataException">A line is none of these; the message names it.</exception>
    public static ClassNames Read(string path)
    {
        var names = new List<string>();
        Dictionary<int, byte>? colors = null;
        foreach ((int number, string text) in TextLines.Read(path))
        {
            string where = $"{path}, line {number}";
            string[] words = text.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
            if (number == 1 && words[0] is "id" or "r" or "name")
                continue;
            int[] numbers = words.TakeWhile(w => int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                .Select(w => int.Parse(w, CultureInfo.InvariantCulture)).ToArray();
            string name = string.Join(' ', words.Skip(numbers.Length)).Trim('"');
            if (name.Length == 0 || numbers.Length is not (0 or 1 or 3) || numbers.Any(n => n > 255))
                throw new DataException($"{where}: '{text}' names no class. A class is 'ID NAME' or 'R G B NAME', with numbers from 0 to 255.");
            int id = numbers.Length == 1 ? numbers[0] : names.Count;
            if (numbers.Length == 3)
            {
                colors ??= new Dictionary<int, byte>();
                // Several colours may be of one class.
                id = names.IndexOf(name) is >= 0 and int known ? known : names.Count;
                if (!colors.TryAdd((numbers[0] << 16) | (numbers[1] << 8) | numbers[2], (byte)id))
                    throw new DataException($"{where}: the colour {numbers[0]} {numbers[1]} {numbers[2]} already stands for {names[colors[(numbers[0] << 16) | (numbers[1] << 8) | numbers[2]]]}.");
            }

            while (names.Count <= id)
                names.Add("");
            if (numbers.Length == 1 && names[id].Length > 0)
                throw new DataException($"{where}: the number {id} already stands for {names[id]}.");
            names[id] = name;
        }

        return names.Count > 0 ? new ClassNames(names, colors) : throw new DataException($"{path} names no class.");
    }
}
