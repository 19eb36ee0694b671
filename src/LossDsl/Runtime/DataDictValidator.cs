using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>
/// Validates one batch against a data dict: visits the tensors, unifies their dimensions and collects every violation. Allocates
/// nothing for a valid batch.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct DataDictValidator
{
    private readonly DataDictSchema _schema;
    private readonly BatchedDataDict? _batch;
    private readonly object? _config;
    private DimensionTable _lengths;
    private DeviceConsistency _devices;
    private BoundedTensors _bounded;
    private List<Violation>? _violations;

    internal DataDictValidator(DataDictSchema schema, BatchedDataDict? batch, object? config)
    {
        (_schema, _batch, _config) = (schema, batch, config);
        _lengths = new DimensionTable();
    }

    /// <summary>Reads the tensor of a field from the batch and checks it.</summary>
    /// <param name="field">The index of the field in the schema.</param>
    /// <returns>The tensor; null where an optional tensor is absent or a required one is missing or not a tensor.</returns>
    public Tensor? ReadTensor(int field)
    {
        var declared = _schema.Fields[field];
        if (_batch!.TryGetValue(declared.Key, out var value) && value is not null)
        {
            if (value is Tensor tensor)
            {
                CheckTensor(field, tensor);
                return tensor;
            }

            Note(field, $"expected a tensor, got {value.GetType().Name}");
        }
        else if (MustBeThere(declared, out var because))
        {
            Note(field, $"missing{because}{Nearest(declared.Key)}");
        }

        return null;
    }

    /// <summary>Returns the values that the batch carries beyond the declared tensors.</summary>
    public readonly IReadOnlyDictionary<string, object?> ReadExtra()
    {
        Dictionary<string, object?>? extra = null;
        foreach (var (key, value) in _batch!.Entries)
        {
            if (!_schema.Knows(key))
                (extra ??= [])[key] = value;
        }

        return extra ?? BatchedDataDict.EmptyExtra;
    }

    /// <summary>Checks the tensor of a field.</summary>
    /// <param name="field">The index of the field in the schema.</param>
    /// <param name="tensor">The tensor, or null where absent.</param>
    public void CheckTensor(int field, Tensor? tensor)
    {
        var declared = _schema.Fields[field];
        if (tensor is null)
        {
            if (MustBeThere(declared, out var because))
                Note(field, $"missing{because}; it is null");
            return;
        }

        if (tensor.IsInvalid)
        {
            Note(field, "the tensor has been disposed");
            return;
        }

        if (!declared.DType.Accepts(tensor.dtype))
            Note(field, $"expected {declared.DType.ToDisplayString()}, got {tensor.dtype.ToDisplayString()}");
        if (_devices.FindMismatch(tensor, declared.Key) is { } elsewhere)
            Note(field, elsewhere);
        if (_lengths.Unify(_schema, field, tensor) is { } misfit)
            Note(field, misfit);
        else if (_schema.Shape(field).UpperBound >= 0)
            _bounded.Add(field, tensor);
    }

    /// <summary>Checks the further inputs of a loss, then the values of tensors with an upper bound.</summary>
    /// <param name="inputs">The inputs, in the order of <see cref="DataDictSchema.Inputs"/>.</param>
    /// <param name="pack">The packed sequences of the batch's rows; null where rows are not packed.</param>
    internal void CheckInputs(ReadOnlySpan<Tensor> inputs, PackedSequences? pack = null)
    {
        for (var i = 0; i < inputs.Length; i++)
            CheckTensor(_schema.DataFields + i, inputs[i]);
        if (_violations is null)
            _violations = _bounded.Violations(_schema, in _lengths, pack);
    }

    internal readonly IReadOnlyList<Violation> Finish() => _violations ?? (IReadOnlyList<Violation>)[];

    internal readonly void ThrowIfInvalid()
    {
        if (_violations is not null)
            throw new BatchValidationException(_schema.Name, _violations, _lengths.Describe(_schema));
    }

    private void Note(int field, string problem) => (_violations ??= []).Add(new Violation(_schema.Fields[field].Key, problem));

    private readonly bool MustBeThere(TensorField field, out string because)
    {
        because = field.RequiredWhen?.Reason(_config) is { } reason ? $"; required because {reason}" : "";
        return !field.IsOptional || because.Length > 0;
    }

    private readonly string Nearest(string key)
    {
        var schema = _schema;
        var nearest = NearestName.Find(key, _batch!.Keys.Where(other => !schema.Knows(other)));
        return nearest is null ? "" : $"; the batch has '{nearest}'";
    }
}
