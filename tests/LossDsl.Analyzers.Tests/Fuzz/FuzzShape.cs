using System.Globalization;
using static TorchSharp.torch;

namespace LossDsl.Analyzers.Tests.Fuzz;

/// <summary>Compares a shape as the analyzer displays it with that of a tensor.</summary>
internal static class FuzzShape
{
    /// <summary>Whether a tensor has the displayed shape and element type.</summary>
    public static bool Fits(string shown, Tensor tensor)
    {
        var end = shown.IndexOf(']');
        var lengths = shown[1..end].Split(", ", StringSplitOptions.RemoveEmptyEntries);
        return lengths.Length == tensor.dim()
            && lengths.Zip(tensor.shape).All(pair => pair.First == "_" || Value(pair.First) == pair.Second)
            && shown[(end + 2)..] switch
            {
                "bool" => tensor.dtype == ScalarType.Bool,
                "integers" => tensor.dtype is ScalarType.Int64 or ScalarType.Int32 or ScalarType.Byte,
                "floating point" => tensor.dtype is ScalarType.Float32 or ScalarType.Float64,
                _ => true,
            };
    }

    /// <summary>The value of a polynomial such as <c>2*B*S-B+1</c>.</summary>
    public static long Value(string length)
    {
        var (sum, start) = (0L, 0);
        for (var i = 1; i <= length.Length; i++)
        {
            if (i < length.Length && length[i] is not ('+' or '-'))
                continue;
            sum += Product(length[start..i]);
            start = i;
        }

        return sum;
    }

    private static long Product(string term)
    {
        var sign = term[0] == '-' ? -1 : 1;
        return term.TrimStart('+', '-').Split('*')
            .Aggregate((long)sign, (product, factor) => product * (char.IsDigit(factor[0]) ? long.Parse(factor, CultureInfo.InvariantCulture) : FuzzProgram.Lengths[factor]));
    }
}
