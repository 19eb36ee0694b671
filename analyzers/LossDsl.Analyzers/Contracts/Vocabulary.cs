using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers;

/// <summary>The symbols that declarations are made of, looked up once in a compilation.</summary>
internal sealed class Vocabulary
{
    private Vocabulary(Compilation compilation, INamedTypeSymbol dataDict, INamedTypeSymbol tensorType)
    {
        (Compilation, DataDict, TensorType) = (compilation, dataDict, tensorType);
        Tensor = compilation.GetTypeByMetadataName("LossDsl.TensorAttribute");
        Extra = compilation.GetTypeByMetadataName("LossDsl.ExtraAttribute");
        LossConfig = compilation.GetTypeByMetadataName("LossDsl.LossConfigAttribute");
        ConfigKey = compilation.GetTypeByMetadataName("LossDsl.ConfigKeyAttribute");
        LossMetrics = compilation.GetTypeByMetadataName("LossDsl.LossMetricsAttribute");
        Metric = compilation.GetTypeByMetadataName("LossDsl.MetricAttribute");
        Batch = compilation.GetTypeByMetadataName("LossDsl.BatchedDataDict`1");
        Range = compilation.GetTypeByMetadataName(RangeName);
    }

    /// <summary>The attribute of System.ComponentModel.DataAnnotations that bounds numbers.</summary>
    public const string RangeName = "System.ComponentModel.DataAnnotations.RangeAttribute";

    public Compilation Compilation { get; }

    public INamedTypeSymbol DataDict { get; }

    public INamedTypeSymbol TensorType { get; }

    public INamedTypeSymbol? Tensor { get; }

    public INamedTypeSymbol? Extra { get; }

    public INamedTypeSymbol? LossConfig { get; }

    public INamedTypeSymbol? ConfigKey { get; }

    public INamedTypeSymbol? LossMetrics { get; }

    public INamedTypeSymbol? Metric { get; }

    public INamedTypeSymbol? Batch { get; }

    public INamedTypeSymbol? Range { get; }

    /// <summary>The vocabulary of a compilation; null where it knows nothing of LossDsl and there is nothing to do.</summary>
    public static Vocabulary? Of(Compilation compilation) =>
        compilation.GetTypeByMetadataName("LossDsl.DataDictAttribute") is { } dataDict
        && compilation.GetTypeByMetadataName("TorchSharp.torch+Tensor") is { } tensor
            ? new Vocabulary(compilation, dataDict, tensor)
            : null;

    /// <summary>Whether a type is declared as a batch, a config or metrics.</summary>
    public bool IsDeclared(INamedTypeSymbol type) =>
        type.Has(DataDict) || type.Has(LossConfig) || type.Has(LossMetrics);
}
