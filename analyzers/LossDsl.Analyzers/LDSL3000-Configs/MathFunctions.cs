using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Configs;

/// <summary>Evaluates functions of <see cref="Math"/> and <c>MathF</c>.</summary>
internal static class MathFunctions
{
    /// <summary>The result of a function; null if an argument is unknown or the function is not supported.</summary>
    public static object? Evaluate(IMethodSymbol function, ImmutableArray<object?> arguments)
    {
        if (function.ContainingType.ContainingNamespace is not { Name: "System", ContainingNamespace.IsGlobalNamespace: true }
            || arguments.IsEmpty || arguments.Any(argument => argument is null || Constants.ToDouble(argument) is null))
        {
            return null;
        }

        var numbers = arguments.Select(argument => Convert.ToDouble(argument, CultureInfo.InvariantCulture)).ToList();
        return Typed(Result(function.Name, numbers), function);
    }

    private static double? Result(string name, List<double> numbers) => (name, numbers) switch
    {
        ("Min", [var a, var b]) => Math.Min(a, b),
        ("Max", [var a, var b]) => Math.Max(a, b),
        ("Clamp", [var value, var low, var high]) when low <= high => Math.Min(Math.Max(value, low), high),
        ("Pow", [var a, var b]) => Math.Pow(a, b),
        ("Abs", [var a]) => Math.Abs(a),
        ("Sqrt", [var a]) => Math.Sqrt(a),
        ("Exp", [var a]) => Math.Exp(a),
        ("Log", [var a]) => Math.Log(a),
        ("Log", [var a, var b]) => Math.Log(a, b),
        ("Log10", [var a]) => Math.Log10(a),
        ("Floor", [var a]) => Math.Floor(a),
        ("Ceiling", [var a]) => Math.Ceiling(a),
        ("Truncate", [var a]) => Math.Truncate(a),
        ("Round", [var a]) => Math.Round(a),
        ("Sign", [var a]) when !double.IsNaN(a) => Math.Sign(a),
        _ => null,
    };

    // Not every integer beyond 2^53 is a double, and rounding to double and then to float can differ from rounding to float once.
    private static object? Typed(double? result, IMethodSymbol function) => (result, function.ReturnType.SpecialType) switch
    {
        (null, _) => null,
        ({ } number, SpecialType.System_Double) => number,
        ({ } number, SpecialType.System_Single) when function.Name is not ("Pow" or "Exp" or "Log" or "Log10") => (float)number,
        (>= int.MinValue and <= int.MaxValue and var number, SpecialType.System_Int32) => (int)number,
        (> -(1L << 53) and < 1L << 53 and var number, SpecialType.System_Int64) => (long)number,
        _ => null,
    };
}
