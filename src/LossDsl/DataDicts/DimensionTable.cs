using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>The lengths that the dimensions of a contract have in one batch, and the field that set each.</summary>
internal struct DimensionTable
{
    private Row _lengths;
    private Row _setters;

    // Lengths and setters are kept plus one, so that the zeros of a fresh table mean "not known".

    /// <summary>The length of a dimension, or -1 where no tensor has shown it.</summary>
    public readonly long Length(int place) => _lengths[place] - 1;

    /// <summary>Holds a tensor's shape against the declared one and learns the lengths that it is the first to show.</summary>
    /// <returns>What does not fit, or null.</returns>
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

    /// <summary><c>B = 8 (input_ids), S = 128 (input_ids)</c>; empty where nothing is known.</summary>
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

    // A tensor that does not fit teaches nothing: what it seemed to show would put the blame on the next one.
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
