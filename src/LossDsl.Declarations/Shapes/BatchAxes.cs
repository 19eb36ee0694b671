using System.Collections.Generic;
using System.Linq;

namespace LossDsl;

/// <summary>Finds the axes of rows and tokens in the shapes that one contract declares.</summary>
/// <remarks>
/// The rows are counted by the first name in the first shape that has one. Where shapes have multiples of it
/// (<c>2*P S</c> beside <c>P</c>), a row is what the smallest of them calls one, so that every cut is exact; where all
/// have a multiple, that many rows form a group (<c>2*P</c> alone: pairs of rows).
/// </remarks>
internal sealed class BatchAxes
{
    private readonly List<(bool AnyLeading, IReadOnlyList<ShapeGrammar.Dimension> Dimensions)> _shapes;
    private readonly ShapeAxis?[] _rows;
    private readonly string? _rowName;

    /// <summary>Reads well-formed shapes; a malformed one counts as a scalar.</summary>
    /// <param name="shapes">The declared shapes.</param>
    /// <param name="aligned">Which of them are per token.</param>
    public BatchAxes(IEnumerable<string> shapes, IReadOnlyList<bool> aligned)
    {
        _shapes = [.. shapes.Select(Parse)];
        _rowName = _shapes.SelectMany(shape => shape.Dimensions).FirstOrDefault(dimension => dimension.Name is not null).Name;
        _rows = [.. _shapes.Select(shape => Find(shape, _rowName))];
        Group = _rows.Aggregate(0L, (divisor, axis) => axis is { } found ? CommonDivisor(divisor, found.Factor) : divisor);
        Rows = [.. _rows.Select(axis => axis is { } found ? found with { Factor = found.Factor / Group } : axis)];
        TokenName = CommonName(aligned) ?? LastName(aligned);
        Tokens = [.. _shapes.Select(shape => Find(shape, TokenName))];
    }

    /// <summary>The axis of the rows of each tensor; null for one that is the same for all rows.</summary>
    public IReadOnlyList<ShapeAxis?> Rows { get; }

    /// <summary>The number of rows that belong together; 0 where no shape has rows.</summary>
    public long Group { get; }

    /// <summary>The name that counts the tokens of a row; null where there is none or more than one.</summary>
    public string? TokenName { get; }

    /// <summary>The axis of the tokens of each tensor; null for one that has none of that name.</summary>
    public IReadOnlyList<ShapeAxis?> Tokens { get; }

    /// <summary>The axis along which an aligned tensor is per token: that of the tokens' name, else the last.</summary>
    public int TokenAxis(int tensor) =>
        Tokens[tensor]?.Axis ?? (_shapes[tensor].AnyLeading ? -1 : _shapes[tensor].Dimensions.Count - 1);

    // [B, S] beside [B, S, H]: what all have in common besides their rows is the token axis, wherever it stands.
    private string? CommonName(IReadOnlyList<bool> aligned)
    {
        List<string>? common = null;
        for (var i = 0; i < _shapes.Count; i++)
        {
            if (!aligned[i])
                continue;
            var names = Names(_shapes[i]);
            common = common is null ? names : [.. common.Where(names.Contains)];
        }

        return common is [var only] ? only : null;
    }

    private string? LastName(IReadOnlyList<bool> aligned)
    {
        var names = _shapes.Where((shape, i) => aligned[i] && shape.Dimensions.Count > 0)
            .Select(shape => shape.Dimensions[shape.Dimensions.Count - 1].Name)
            .Distinct()
            .ToList();
        return names is [var only] && only != _rowName ? only : null;
    }

    private List<string> Names((bool AnyLeading, IReadOnlyList<ShapeGrammar.Dimension> Dimensions) shape) =>
        [.. shape.Dimensions.Select(dimension => dimension.Name).OfType<string>().Where(name => name != _rowName).Distinct()];

    private static (bool AnyLeading, IReadOnlyList<ShapeGrammar.Dimension> Dimensions) Parse(string shape) =>
        ShapeGrammar.TryParse(shape, out var anyLeading, out var dimensions, out _) ? (anyLeading, dimensions) : (false, []);

    private static ShapeAxis? Find((bool AnyLeading, IReadOnlyList<ShapeGrammar.Dimension> Dimensions) shape, string? name)
    {
        for (var i = 0; name is not null && i < shape.Dimensions.Count; i++)
        {
            var dimension = shape.Dimensions[i];
            if (dimension.Name == name)
                return new ShapeAxis(shape.AnyLeading ? i - shape.Dimensions.Count : i, dimension.Factor, dimension.Offset);
        }

        return null;
    }

    private static long CommonDivisor(long a, long b) => b == 0 ? a : CommonDivisor(b, a % b);
}
