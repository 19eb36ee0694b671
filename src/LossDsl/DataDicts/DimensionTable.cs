using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>The lengths of the dimensions of a data dict in one batch, and the field that determined each length.</summary>
internal struct DimensionTable
{
    private Row _lengths;
    private Row _setters;

    // Lengths and field indices are stored plus one, so that the zeros of a new table mean "unknown".

    /// <summary>The length of a dimension, or -1 where it is unknown.</summary>
    public readonly long Length(int place) => _lengths[place] - 1;

    /// <summary>
    /// Matches a tensor's shape with the declared one. A dimension without a length takes the length that the tensor has.
    /// </summary>
    /// <returns>A description of the mismatch, or null.</returns>
    public string? Unify(DataDictSchema schema, int field, Tensor tensor)
    {
        var shape = schema.Shape(field);
        var rank = (int)tensor.dim();
        var leading = rank - shape.Dimensions.Length;
        if (leading < 0 || (leading > 0 && !shape.AnyLeading))
            return DescribeMismatch(shape, tensor);
        for (var i = 0; i < shape.Dimensions.Length; i++)
        {
            if (!Fits(shape.Dimensions[i], tensor.size(leading + i), field))
            {
                Forget(field);
                return DescribeMismatch(shape, tensor);
            }
        }

        return null;
    }

    /// <summary>Formats the known lengths: <c>B = 8 (input_ids), S = 128 (input_ids)</c>.</summary>
    public readonly string Describe(DataDictSchema schema)
    {
        var known = new List<string>();
        for (var i = 0; i < schema.Dimensions.Length; i++)
        {
            if (Length(i) >= 0)
                known.Add($"{schema.Dimensions[i]} = {Length(i)} ({schema.Fields[(int)_setters[i] - 1].Key})");
        }

        return string.Join(", ", known);
    }

    private bool Fits(CompiledShape.Dimension dimension, long length, int field)
    {
        var form = dimension.Form;
        if (form.IsAny)
            return true;
        if (form.Name is null)
            return length == form.Offset;
        if (Length(dimension.Index) is >= 0 and var known)
            return length == form.Factor * known + form.Offset;

        var (quotient, remainder) = Math.DivRem(length - form.Offset, form.Factor);
        if (remainder != 0 || quotient < 0)
            return false;
        _lengths[dimension.Index] = quotient + 1;
        _setters[dimension.Index] = field + 1;
        return true;
    }

    // Lengths from a tensor of the wrong shape are discarded: otherwise the next, correct tensor would be reported.
    private void Forget(int field)
    {
        for (var i = 0; i < DataDictSchema.MaxDimensions; i++)
        {
            if (_setters[i] == field + 1)
                (_lengths[i], _setters[i]) = (0, 0);
        }
    }

    private readonly string DescribeMismatch(CompiledShape shape, Tensor tensor)
    {
        var got = $"got {tensor.FormatShape()}";
        var known = new List<string>(shape.Dimensions.Length);
        foreach (var dimension in shape.Dimensions)
        {
            var length = dimension.Index < 0 ? -1 : Length(dimension.Index);
            known.Add(length < 0
                ? dimension.Form.ToString()
                : (dimension.Form.Factor * length + dimension.Form.Offset).ToString());
        }

        var declared = shape.ToString();
        var lengths = $"[{string.Join(", ", shape.AnyLeading ? known.Prepend("...") : known)}]";
        var expected = lengths == declared ? declared : $"{declared} = {lengths}";
        return $"expected {expected}, {got}{Multiple(shape, tensor)}";
    }

    private readonly string Multiple(CompiledShape shape, Tensor tensor)
    {
        var leading = (int)tensor.dim() - shape.Dimensions.Length;
        for (var i = 0; leading >= 0 && i < shape.Dimensions.Length; i++)
        {
            var form = shape.Dimensions[i].Form;
            if (form.Factor > 1 && (tensor.size(leading + i) - form.Offset) % form.Factor != 0)
                return form is { Factor: 2, Offset: 0 } ? "; it must be even" : $"; {form} needs {Multiples(form)}";
        }

        return "";
    }

    private static string Multiples(ShapeGrammar.Dimension form) => form.Offset switch
    {
        0 => $"a multiple of {form.Factor}",
        > 0 => $"a multiple of {form.Factor} plus {form.Offset}",
        _ => $"a multiple of {form.Factor} minus {-form.Offset}",
    };

    [InlineArray(DataDictSchema.MaxDimensions)]
    private struct Row
    {
        private long _first;
    }
}
