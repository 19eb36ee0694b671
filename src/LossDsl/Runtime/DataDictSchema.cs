using System.Collections.Immutable;
using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>The contract of a batch as data: its tensors, and the dimensions that they share.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DataDictSchema
{
    /// <summary>The greatest number of different dimension names in one contract.</summary>
    internal const int MaxDimensions = DimensionLimit.Names;

    private readonly ImmutableArray<CompiledShape> _shapes;

    /// <summary>Makes the schema of a data dict.</summary>
    /// <param name="name">The record's name, for messages.</param>
    /// <param name="fields">Its tensors, in declaration order: the first that names a dimension sets its length.</param>
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

        // Inputs of a loss are not cut or padded with the batch: its rows and tokens are those of its own tensors.
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

    /// <summary>The record's name.</summary>
    public string Name { get; }

    /// <summary>Its tensors in declaration order, then the inputs that <see cref="With"/> added.</summary>
    public ImmutableArray<TensorField> Fields { get; }

    /// <summary>The names of the dimensions in order of appearance.</summary>
    public ImmutableArray<string> Dimensions { get; }

    /// <summary>The number of rows that belong together: 2 where all shapes speak of <c>2*P</c> rows.</summary>
    internal long RowGroup { get; }

    /// <summary>The dimension that counts the tokens of a row; null where the contract has no one such dimension.</summary>
    internal string? TokenName { get; }

    /// <summary>How many of <see cref="Fields"/> a batch carries; the rest are inputs of a loss.</summary>
    internal int DataFields { get; }

    /// <summary>The inputs of a loss that <see cref="With"/> added.</summary>
    internal ReadOnlySpan<TensorField> Inputs => Fields.AsSpan()[DataFields..];

    /// <summary>The same contract, joined by tensors that come beside the batch: dimension names mean one length over all.</summary>
    /// <param name="inputs">The tensors, in the order in which they will be handed to a check.</param>
    public DataDictSchema With(params IReadOnlyList<TensorField> inputs) => new(Name, [.. Fields, .. inputs], DataFields);

    internal CompiledShape Shape(int field) => _shapes[field];

    internal bool Knows(string key) => Find(key) is not null;

    /// <summary>The tensor that a batch carries under a key, if it is declared.</summary>
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
