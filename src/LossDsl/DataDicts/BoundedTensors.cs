using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>The tensors whose values must lie below a dimension's length, kept until that length is known.</summary>
internal struct BoundedTensors
{
    private Fields _fields;
    private Tensors _tensors;
    private int _count;

    public void Add(int field, Tensor tensor)
    {
        // Past the capacity a tensor goes unchecked here; torch's own bounds check still stands behind.
        if (_count == Tensors.Capacity)
            return;
        (_fields[_count], _tensors[_count]) = (field, tensor);
        _count++;
    }

    /// <summary>What is out of range, or null. Only tensors on the CPU are read: elsewhere that would stall the device.</summary>
    /// <param name="schema">The contract.</param>
    /// <param name="lengths">The lengths of its dimensions.</param>
    /// <param name="pack">Packed sequences, beyond whose ends anything may stand; null where rows are whole.</param>
    public readonly List<Violation>? Violations(DataDictSchema schema, in DimensionTable lengths, PackedSequences? pack)
    {
        List<Violation>? violations = null;
        for (var i = 0; i < _count; i++)
        {
            var field = schema.Fields[_fields[i]];
            var bound = lengths.Length(schema.Shape(_fields[i]).UpperBound);
            if (bound < 0 || _tensors[i].device_type != DeviceType.CPU)
                continue;
            if (OutOfRange(_tensors[i], field, bound, pack) is { } problem)
                (violations ??= []).Add(new Violation(field.Key, problem));
        }

        return violations;
    }

    private static string? OutOfRange(Tensor tensor, TensorField field, long bound, PackedSequences? pack)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        if (pack is not null)
        {
            // Sequences that do not fit the rows are refused for that.
            if (!pack.HasRowPerSequence(field, tensor))
                return null;
            tensor = new ZeroPadding(pack).MapTensor(field, tensor);
        }

        var used = field.Alignment == TokenAlignment.None ? tensor : DataDict.SliceNextToken(tensor, field.TokenAxis, field.Alignment);
        if (used.numel() == 0)
            return null;
        var (least, greatest) = (used.min().to(int64).item<long>(), used.max().to(int64).item<long>());
        if (least >= 0 && greatest < bound)
            return null;
        var advice = least < 0 ? "; a position without a token takes any valid id and a token_mask of 0" : "";
        return $"expected ids in [0, {field.UpperBound}) = [0, {bound}), got {(least < 0 ? least : greatest)}{advice}";
    }

    [InlineArray(Capacity)]
    private struct Fields
    {
        public const int Capacity = 4;
        private int _first;
    }

    [InlineArray(Capacity)]
    private struct Tensors
    {
        public const int Capacity = 4;
        private Tensor _first;
    }
}
