using System.Collections.Immutable;

namespace LossDsl;

/// <summary>Records which tensors a formula reads and which metrics it reports, while the formula runs over terms.</summary>
/// <param name="data">The data dict of the formula.</param>
/// <param name="metrics">The metrics that the formula is declared to report.</param>
internal sealed class FormulaTrace(DataDictSchema data, MetricsSchema metrics)
{
    private readonly Term?[] _fields = new Term?[data.Fields.Length];
    private readonly List<int> _tokenFields = [];
    private readonly List<int> _rowFields = [];
    private readonly Term?[] _metrics = new Term?[metrics.Fields.Length];

    /// <summary>The per-token tensors that were read, as indices into the data dict, in order of first use.</summary>
    public ImmutableArray<int> TokenFields => [.. _tokenFields];

    /// <summary>The per-row tensors that were read, as indices into the data dict, in order of first use.</summary>
    public ImmutableArray<int> RowFields => [.. _rowFields];

    /// <summary>The reported metrics in declaration order; null for a metric that was not reported.</summary>
    public ImmutableArray<Term?> Metrics => [.. _metrics];

    /// <summary>Reads a tensor of the batch.</summary>
    public Term Field(int field)
    {
        if (_fields[field] is { } known)
            return known;
        var isToken = data.Fields[field].Alignment != TokenAlignment.None;
        var read = isToken ? _tokenFields : _rowFields;
        read.Add(field);
        return _fields[field] = isToken ? Term.TokenField(read.Count - 1) : Term.RowField(read.Count - 1);
    }

    public void Report(int metric, Term value)
    {
        if (_metrics[metric] is not null)
            throw new InvalidOperationException($"{metrics.Name}.{metrics.Fields[metric].Property} is reported twice");
        _metrics[metric] = value;
    }
}
