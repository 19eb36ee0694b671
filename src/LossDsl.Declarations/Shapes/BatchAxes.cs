using System.Collections.Generic;
using System.Linq;

namespace LossDsl;

/// <summary>Finds the row dimension and the token dimension of the tensors of a data dict.</summary>
/// <remarks>
/// The row dimension is the first name in the first shape with a name. If some shapes have multiples of it (<c>2*P S</c> beside
/// <c>P</c>), a row is an entry of the smallest multiple, so that batches are cut exactly. If all shapes have a multiple, that
/// many rows form a group (<c>2*P</c> alone: pairs of rows).
/// </remarks>
internal sealed class BatchAxes
{
    private readonly List<(bool AnyLeading, IReadOnlyList<ShapeGrammar.Dimension> Dimensions)> _shapes;
    private readonly ShapeAxis?[] _rows;
    private readonly string? _rowName;

    /// <summary>Finds the dimensions of parsed shapes. A malformed shape is treated as a scalar.</summary>
    /// <param name="shapes">The declared shapes.</param>
    /// <param name="aligned">Which of the tensors are per token.</param>
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

    /// <summary>The row dimension of each tensor; null for a tensor without one.</summary>
    public IReadOnlyList<ShapeAxis?> Rows { get; }

    /// <summary>The number of rows that belong together; 0 if no shape has rows.</summary>
    public long Group { get; }

    /// <summary>The name of the token dimension; null if there is none or it is ambiguous.</summary>
    public string? TokenName { get; }

    /// <summary>The token dimension of each tensor; null for a tensor that does not name it.</summary>
    public IReadOnlyList<ShapeAxis?> Tokens { get; }

    /// <summary>
    /// The dimension along which an aligned tensor is per token: the named token dimension, otherwise the last one.
    /// </summary>
    public int TokenAxis(int tensor) =>
        Tokens[tensor]?.Axis ?? (_shapes[tensor].AnyLeading ? -1 : _shapes[tensor].Dimensions.Count - 1);

    // [B, S] beside [B, S, H]: the only name that all aligned tensors share besides the rows is the token dimension, at any
    // position.
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
