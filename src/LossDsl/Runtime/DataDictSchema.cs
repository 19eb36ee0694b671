using System.Collections.Immutable;
using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>The declaration of a data dict at run time: its tensors, and the dimensions that they share.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DataDictSchema
{
    /// <summary>The maximum number of different dimension names in one data dict.</summary>
    internal const int MaxDimensions = DimensionLimit.Names;

    private readonly ImmutableArray<CompiledShape> _shapes;

    /// <summary>Creates the schema of a data dict.</summary>
    /// <param name="name">The name of the record, for messages.</param>
    /// <param name="fields">
    /// The tensors in declaration order: the first tensor with a dimension determines the length of that dimension.
    /// </param>
    /// <exception cref="ArgumentException">A shape is malformed, or a key is specified twice.</exception>
    public DataDictSchema(string name, IReadOnlyList<TensorField> fields)
        : this(name, fields, fields.Count)
    {
    }

    private DataDictSchema(string name, IReadOnlyList<TensorField> fields, int dataFields)
    {
        (Name, DataFields) = (name, dataFields);
        var keys = new HashSet<string>();
        foreach (var field in fields)
        {
            if (!keys.Add(field.Key))
                throw new ArgumentException($"{name} declares the key '{field.Key}' twice", nameof(fields));
        }

        var dimensions = new List<string>();
        _shapes = [.. fields.Select(field => CompiledShape.Compile(field, dimensions))];
        if (dimensions.Count > MaxDimensions)
            throw new ArgumentException(
                $"{name} names {dimensions.Count} dimensions; at most {MaxDimensions} are supported", nameof(fields));
        Dimensions = [.. dimensions];

        // Inputs of a loss are not sliced or padded with the batch, so rows and tokens are determined by the batch's own tensors.
        var own = fields.Take(dataFields).ToList();
        var axes = new BatchAxes(own.Select(field => field.Shape), [.. own.Select(field => field.Alignment != TokenAlignment.None)]);
        (RowGroup, TokenName) = (Math.Max(1, axes.Group), axes.TokenName);
        Fields =
        [
            .. own.Select((field, i) => field with
            {
                Rows = axes.Rows[i], Tokens = axes.Tokens[i], TokenAxis = axes.TokenAxis(i), Schema = this,
            }),
            .. fields.Skip(dataFields),
        ];
    }

    /// <summary>The name of the record.</summary>
    public string Name { get; }

    /// <summary>The tensors in declaration order, then the inputs that <see cref="With"/> added.</summary>
    public ImmutableArray<TensorField> Fields { get; }

    /// <summary>The names of the dimensions in order of appearance.</summary>
    public ImmutableArray<string> Dimensions { get; }

    /// <summary>The number of consecutive rows that form a unit: 2 where all row dimensions are <c>2*P</c>, else 1.</summary>
    internal long RowGroup { get; }

    /// <summary>The dimension that counts the tokens of a row; null where the data dict has no unique one.</summary>
    internal string? TokenName { get; }

    /// <summary>The number of <see cref="Fields"/> that a batch carries; the remaining fields are inputs of a loss.</summary>
    internal int DataFields { get; }

    internal ReadOnlySpan<TensorField> Inputs => Fields.AsSpan()[DataFields..];

    /// <summary>
    /// Returns the schema extended by inputs that a loss receives in addition to the batch. Equal dimension names must have equal lengths.
    /// </summary>
    /// <param name="inputs">The inputs, in the order in which they will be passed to the validator.</param>
    public DataDictSchema With(params IReadOnlyList<TensorField> inputs) => new(Name, [.. Fields, .. inputs], DataFields);

    internal CompiledShape Shape(int field) => _shapes[field];

    internal bool Knows(string key) => Find(key) is not null;

    /// <summary>Returns the declaration of the tensor with a key, or null.</summary>
    internal TensorField? Find(string key)
    {
        for (var i = 0; i < DataFields; i++)
        {
            if (Fields[i].Key == key)
                return Fields[i];
        }

        return null;
    }
}
