using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>Collects the tensors with an upper bound on their values until the length of the bounding dimension is known.</summary>
internal struct BoundedTensors
{
    private Fields _fields;
    private Tensors _tensors;
    private int _count;

    public void Add(int field, Tensor tensor)
    {
        // Beyond the capacity a tensor is not checked here; torch's own index check still rejects it.
        if (_count == Tensors.Capacity)
            return;
        (_fields[_count], _tensors[_count]) = (field, tensor);
        _count++;
    }

    /// <summary>Returns the out-of-range violations, or null. Reads only CPU tensors: reading would synchronize another device.</summary>
    /// <param name="schema">The schema of the data dict.</param>
    /// <param name="lengths">The lengths of its dimensions.</param>
    /// <param name="pack">The packed sequences of the rows, whose padding may hold any value; null where rows are not packed.</param>
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
            // A pack with another number of rows is reported elsewhere.
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
