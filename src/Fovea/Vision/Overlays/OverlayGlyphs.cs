using System;
using System.Collections.Generic;
using System.Numerics;

namespace Fovea.Vision.Overlays;

/// <summary>
/// Fovea's lettering: the strokes of the printable ASCII characters, drawn for this purpose. A capital is 6 wide and 9 high, small letters
/// begin at 3, the base line is at 9 and descenders reach 12.
/// </summary>
internal static class OverlayGlyphs
{
    public const char First = ' ';
    public const int Count = 95;

    // Strokes are separated by spaces. A stroke is a row of points, x and y one hexadecimal digit each: as lines between them, after '~' as
    // a quadratic B-spline that they control, after 'o' as a closed one.
    private static readonly string[] Strokes =
    {
        /*   */ "", /* ! */ "3036 3939", /* " */ "2022 4042", /* # */ "2019 5049 0363 0666",
        /* $ */ "~6160000464690908 303a", /* % */ "6009 o00202303 o46666949", /* & */ "~69121040430509 ~05094965", /* ' */ "3032",
        /* ( */ "~40232649", /* ) */ "~20434629", /* * */ "1155 5115 3036", /* + */ "0666 3339",
        /* , */ "392b", /* - */ "1555", /* . */ "3939", /* / */ "6009",
        /* 0 */ "o006064690904", /* 1 */ "123039 1959", /* 2 */ "~0200606409 0969", /* 3 */ "~0200606424 ~2464690907",
        /* 4 */ "400666 4049", /* 5 */ "600004 ~043363690907", /* 6 */ "~500006 o03636909", /* 7 */ "006029",
        /* 8 */ "o00606404 o04646909", /* 9 */ "o00606606 ~636919", /* : */ "3434 3939", /* ; */ "3434 392b",
        /* < */ "511559", /* = */ "0464 0767", /* > */ "115519", /* ? */ "~020060643436 3939",
        /* @ */ "o23434626 ~43475753 ~5350000969", /* A */ "093069 1656", /* B */ "39090030 ~30606434 0434 ~34646939", /* C */ "~626000096967",
        /* D */ "39090030 ~30606939", /* E */ "60000969 0454", /* F */ "600009 0454", /* G */ "~626000096965 6535",
        /* H */ "0009 6069 0464", /* I */ "3039 1050 1959", /* J */ "6066 ~66690906", /* K */ "0009 6005 2369",
        /* L */ "000969", /* M */ "0900356069", /* N */ "09006960", /* O */ "o00606909",
        /* P */ "090030 ~30606535 3505", /* Q */ "o00606909 466a", /* R */ "090030 ~30606535 3505 3569", /* S */ "~6160000464690908",
        /* T */ "0060 3039", /* U */ "0006 ~06096966 6660", /* V */ "003960", /* W */ "0019345960",
        /* X */ "0069 6009", /* Y */ "003460 3439", /* Z */ "00600969", /* [ */ "40202949",
        /* \ */ "0069", /* ] */ "20404929", /* ^ */ "123052", /* _ */ "0a6a",
        /* ` */ "2032", /* a */ "o03535909 5359", /* b */ "0009 o03535909", /* c */ "~545303095958",
        /* d */ "5059 o03535909", /* e */ "0656 ~565303095958", /* f */ "~502023 2329 0343", /* g */ "o03535909 535a ~5a5c0c0b",
        /* h */ "0009 ~05035356 5659", /* i */ "133339 3131 1959", /* j */ "23434a ~4a4c0c0b 4141", /* k */ "0009 5307 2559",
        /* l */ "103039 1959", /* m */ "0309 ~05033336 3639 ~35336366 6669", /* n */ "0309 ~05035356 5659", /* o */ "o03535909",
        /* p */ "030c o03535909", /* q */ "535c o03535909", /* r */ "0309 ~06035354", /* s */ "~5453030656590908",
        /* t */ "2027 ~27295958 0353", /* u */ "0306 ~06095956 5359", /* v */ "033963", /* w */ "0319355963",
        /* x */ "0359 5309", /* y */ "0306 ~06095956 535a ~5a5c0c0b", /* z */ "03530959", /* { */ "40313425353849",
        /* | */ "303b", /* } */ "20313445353829", /* ~ */ "~06245764",
    };

    /// <summary>The number of a character's glyph; characters that there are no strokes for become a question mark.</summary>
    public static int IndexOf(char c) => c >= First && c < First + Count ? c - First : '?' - First;

    /// <summary>A glyph as line segments, its middle at x = 0.</summary>
    public static List<(Vector2 From, Vector2 To)> Segments(int glyph)
    {
        var segments = new List<(Vector2, Vector2)>();
        float left = float.MaxValue, right = float.MinValue;
        foreach (string stroke in Strokes[glyph].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            List<Vector2> line = Flatten(stroke);
            for (int i = 0; i < line.Count; i++)
            {
                (left, right) = (Math.Min(left, line[i].X), Math.Max(right, line[i].X));
                if (i > 0 || line.Count == 1)
                    segments.Add((line[Math.Max(i - 1, 0)], line[i]));
            }
        }

        // The stem of a narrow letter goes half a unit off the middle: at the smallest size, where a unit is a pixel, it then fills one
        // column rather than half of two.
        float width = right - left;
        var middle = new Vector2(((left + right) / 2) + (width <= 4 && width % 2 == 0 ? 0.5f : 0), 0);
        return segments.ConvertAll(s => (s.Item1 - middle, s.Item2 - middle));
    }

    private static List<Vector2> Flatten(string stroke)
    {
        char kind = stroke[0];
        var points = new List<Vector2>();
        for (int i = kind is '~' or 'o' ? 1 : 0; i < stroke.Length; i += 2)
            points.Add(new Vector2(Digit(stroke[i]), Digit(stroke[i + 1])));

        if (kind is not ('~' or 'o') || points.Count < 3)
            return points;

        // A quadratic B-spline goes through the middles of its control polygon's sides; an open one also through its ends.
        var line = new List<Vector2>();
        int last = points.Count - 1;
        bool closed = kind == 'o';
        for (int i = closed ? 0 : 1; i <= (closed ? last : last - 1); i++)
        {
            Vector2 before = points[(i + last) % points.Count], at = points[i], after = points[(i + 1) % points.Count];
            Vector2 from = !closed && i == 1 ? before : (before + at) / 2, to = !closed && i == last - 1 ? after : (at + after) / 2;
            for (int step = 0; step <= 8; step++)
            {
                float t = step / 8f;
                line.Add(((1 - t) * (1 - t) * from) + (2 * t * (1 - t) * at) + (t * t * to));
            }
        }

        return line;
    }

    private static int Digit(char c) => c <= '9' ? c - '0' : c - 'a' + 10;
}
