using System.Text;
using static TorchSharp.torch;

namespace LossDsl.Analyzers.Tests.Fuzz;

/// <summary>A random method over declared tensors that torch ran without an error, with the resulting tensors.</summary>
internal sealed class FuzzProgram
{
    /// <summary>The lengths of the names. No length is another one plus a small offset.</summary>
    public static readonly IReadOnlyDictionary<string, long> Lengths = new Dictionary<string, long> { ["B"] = 5, ["S"] = 11, ["V"] = 17, ["H"] = 23, ["P"] = 14, ["count"] = 2 };

    private const long Largest = 20_000;

    private readonly StringBuilder _text = new();
    private readonly List<(string Name, Tensor Value)> _variables;
    private readonly Random _random;
    private readonly bool _flag;

    /// <summary>Draws a program and runs it.</summary>
    public FuzzProgram(Random random)
    {
        (_random, _flag) = (random, random.Next(2) == 0);
        _variables =
        [
            ("a", randn(5, 11)), ("r", randn(5)), ("x", randn(5, 11, 17)), ("w", randn(17, 23)), ("ids", ones(5, 11, dtype: int64)), ("m", randn(5, 11) > 0),
            ("p", randn(28, 11)), ("v", randn(11)), ("c", randn(5, 1)),
        ];
        var operators = new FuzzOperators(random);
        for (var statement = 0; statement < 3; statement++)
        {
            for (var tries = 0; tries < 40; tries++)
            {
                if (TryAdd(operators))
                    break;
            }
        }
    }

    /// <summary>The statements, without those that show the variables.</summary>
    public string Text => _text.ToString();

    /// <summary>The variables that the program declares, with their values.</summary>
    public IEnumerable<(string Name, Tensor Value)> Declared => _variables.Skip(9);

    private string Flag => _flag ? "yes" : "no";

    private bool TryAdd(FuzzOperators operators)
    {
        var form = _random.Next(12);
        var name = $"t{_variables.Count}";
        var (text, value) = Draw(operators);
        if (value is null)
            return false;
        switch (form)
        {
            case 0 when Draw(operators) is { Value: { } other } second:
                _text.Append($"var {name} = {Flag} ? {text} : {second.Text}; ");
                value = _flag ? value : other;
                break;
            case 1:
                _text.Append($"var {name} = {text}; for (var i = 0; i < count; i++) {name} = {name} * {name}; ");
                value = value * value * (value * value);
                break;
            case 2 when value.dim() > 0:
                _text.Append($"var {name} = {text}; for (var i = 0; i < count; i++) {name} = {name}.unsqueeze(0); ");
                value = value.unsqueeze(0).unsqueeze(0);
                break;
            case 3 when value.dim() > 0 && value.size(0) > 3:
                _text.Append($"var {name} = {text}; while ({name}.size(0) > 3) {name} = {name}[1..]; ");
                value = value[^3..];
                break;
            case 4:
                _text.Append($"var ({name}, u{name}) = ({text}, r); ");
                break;
            case 5:
                _text.Append($"var {name} = Half({text}); ");
                value = value / 2;
                break;
            case 6 when value.dim() > 0:
                _text.Append($"var {name} = Last({text}); ");
                value = value.select(-1, 0);
                break;
            case 7 when value.dim() > 0:
                _text.Append($"var {name} = {text}; if ({name}.ndim == 1) {name} = {name}.unsqueeze(-1); else if ({Flag}) {name} = {name}.exp(); ");
                value = value.dim() == 1 ? value.unsqueeze(-1) : _flag ? value.exp() : value;
                break;
            default:
                _text.Append($"var {name} = {text}; ");
                break;
        }

        _variables.Add((name, value));
        return true;
    }

    // A call that torch refuses, or whose result gets too large, is drawn again.
    private (string Text, Tensor? Value) Draw(FuzzOperators operators)
    {
        var operands = new[] { Operand(), Operand() };
        if (operators.Next(operands[0].Value, operands[1].Value) is not { } drawn)
            return ("", null);
        var text = drawn.Text.Replace("{0}", operands[0].Name).Replace("{1}", operands[1].Name);
        try
        {
            var value = drawn.Run([.. operands.Select(operand => operand.Value)]);
            return value.numel() is > 0 and <= Largest && value.dim() <= 4 ? (text, value) : ("", null);
        }
        catch (Exception refused) when (refused is System.Runtime.InteropServices.ExternalException or ArgumentException)
        {
            return ("", null);
        }
    }

    private (string Name, Tensor Value) Operand() =>
        _variables[_random.Next(3) == 0 ? _random.Next(_variables.Count) : _variables.Count - 1 - _random.Next(Math.Min(_variables.Count, 6))];
}
