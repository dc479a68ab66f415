using System.Collections.Generic;
using System.Globalization;

namespace Fovea.Gpu;

/// <summary>Evaluates the integer expressions that size arrays in shaders: numbers, names, + - * / % and parentheses.</summary>
internal sealed class IntegerExpression
{
    private const int DeepestName = 32;

    private readonly string _text;
    private readonly IReadOnlyDictionary<string, string> _names;
    private readonly int _depth;
    private int _at;
    private bool _failed;

    public IntegerExpression(string text, IReadOnlyDictionary<string, string> names)
        : this(text, names, 0)
    {
    }

    private IntegerExpression(string text, IReadOnlyDictionary<string, string> names, int depth)
    {
        _text = text;
        _names = names;
        _depth = depth;
    }

    /// <summary>The value, or null for what this does not understand.</summary>
    public long? Evaluate()
    {
        long value = Sum();
        SkipSpace();
        return _failed || _at < _text.Length ? null : value;
    }

    private long Sum()
    {
        long value = Product();
        while (true)
        {
            if (Take('+'))
                value += Product();
            else if (Take('-'))
                value -= Product();
            else
                return value;
        }
    }

    private long Product()
    {
        long value = Factor();
        while (true)
        {
            if (Take('*'))
            {
                value *= Factor();
            }
            else if (Take('/'))
            {
                long divisor = Factor();
                value = divisor == 0 ? Fail() : value / divisor;
            }
            else if (Take('%'))
            {
                long divisor = Factor();
                value = divisor == 0 ? Fail() : value % divisor;
            }
            else
            {
                return value;
            }
        }
    }

    private long Factor()
    {
        if (Take('-'))
            return -Factor();

        if (Take('('))
        {
            long value = Sum();
            return Take(')') ? value : Fail();
        }

        SkipSpace();
        int start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '_'))
            _at++;

        string word = _text.Substring(start, _at - start);
        if (word.Length == 0)
            return Fail();

        if (char.IsDigit(word[0]))
        {
            return long.TryParse(word.TrimEnd('u', 'U'), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                ? number
                : Fail();
        }

        return _depth < DeepestName && _names.TryGetValue(word, out string? text)
            ? new IntegerExpression(text, _names, _depth + 1).Evaluate() ?? Fail()
            : Fail();
    }

    private bool Take(char c)
    {
        SkipSpace();
        if (_at >= _text.Length || _text[_at] != c)
            return false;

        _at++;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }

    private long Fail()
    {
        _failed = true;
        return 0;
    }
}
