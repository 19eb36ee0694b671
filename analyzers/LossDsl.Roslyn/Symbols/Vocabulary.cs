using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn;

/// <summary>The symbols that declarations are made of, looked up once in a compilation.</summary>
internal sealed class Vocabulary
{
    private static readonly ConditionalWeakTable<Compilation, Vocabulary?> Vocabularies = new();

    private readonly ConcurrentDictionary<IAssemblySymbol, bool> _canDeclare = new(SymbolEqualityComparer.Default);

    private Vocabulary(Compilation compilation, INamedTypeSymbol dataDict, INamedTypeSymbol tensorType)
    {
        Compilation = compilation;
        TensorType = tensorType;
        Library = dataDict.ContainingAssembly;
        DataDict = dataDict;
        Tensor = Find("TensorAttribute");
        Extra = Find("ExtraAttribute");
        LossConfig = Find("LossConfigAttribute");
        ConfigKey = Find("ConfigKeyAttribute");
        Requires = Find("RequiresAttribute");
        ConflictsWith = Find("ConflictsWithAttribute");
        RequiredWhen = Find("RequiredWhenAttribute");
        ForbiddenWhen = Find("ForbiddenWhenAttribute");
        TensorRequiredWhen = Find("RequiredWhenAttribute`1");
        LossMetrics = Find("LossMetricsAttribute");
        Metric = Find("MetricAttribute");
        Batch = Find("BatchedDataDict`1");
        UntypedBatch = Find("BatchedDataDict");
        DataDictHelpers = Find("DataDict");
        GlobalNormalization = Find("GlobalNormalization");
        LossFunction = Find("ILossFunction`2");
        LossResult = Find("LossResult`1");
        PackedMetrics = Find("PackedMetrics`1");
        MetricsAccumulator = Find("MetricsAccumulator`1");
        BatchContractException = Find("BatchContractException");
        LossBase = Find("Loss`2");
        Range = compilation.GetTypeByMetadataName("System.ComponentModel.DataAnnotations.RangeAttribute");
        AllowedValues = compilation.GetTypeByMetadataName("System.ComponentModel.DataAnnotations.AllowedValuesAttribute");

        // A look into one assembly: the compilation would search all that it references, for each name again.
        INamedTypeSymbol? Find(string name) => Library.GetTypeByMetadataName("LossDsl." + name);
    }

    /// <summary>The compilation.</summary>
    public Compilation Compilation { get; }

    /// <summary>TorchSharp's tensor.</summary>
    public INamedTypeSymbol TensorType { get; }

    /// <summary><c>[DataDict]</c>.</summary>
    public INamedTypeSymbol? DataDict { get; }

    /// <summary><c>[Tensor]</c>.</summary>
    public INamedTypeSymbol? Tensor { get; }

    /// <summary><c>[Extra]</c>.</summary>
    public INamedTypeSymbol? Extra { get; }

    /// <summary><c>[LossConfig]</c>.</summary>
    public INamedTypeSymbol? LossConfig { get; }

    /// <summary><c>[ConfigKey]</c>.</summary>
    public INamedTypeSymbol? ConfigKey { get; }

    /// <summary><c>[Requires]</c>.</summary>
    public INamedTypeSymbol? Requires { get; }

    /// <summary><c>[ConflictsWith]</c>.</summary>
    public INamedTypeSymbol? ConflictsWith { get; }

    /// <summary><c>[RequiredWhen]</c> of a setting.</summary>
    public INamedTypeSymbol? RequiredWhen { get; }

    /// <summary><c>[ForbiddenWhen]</c> of a setting.</summary>
    public INamedTypeSymbol? ForbiddenWhen { get; }

    /// <summary><c>[RequiredWhen&lt;TConfig&gt;]</c> of a tensor.</summary>
    public INamedTypeSymbol? TensorRequiredWhen { get; }

    /// <summary><c>[LossMetrics]</c>.</summary>
    public INamedTypeSymbol? LossMetrics { get; }

    /// <summary><c>[Metric]</c>.</summary>
    public INamedTypeSymbol? Metric { get; }

    /// <summary><c>BatchedDataDict&lt;T&gt;</c>.</summary>
    public INamedTypeSymbol? Batch { get; }

    /// <summary><c>BatchedDataDict</c>.</summary>
    public INamedTypeSymbol? UntypedBatch { get; }

    /// <summary>The static class <c>DataDict</c>.</summary>
    public INamedTypeSymbol? DataDictHelpers { get; }

    /// <summary><c>GlobalNormalization</c>.</summary>
    public INamedTypeSymbol? GlobalNormalization { get; }

    /// <summary><c>ILossFunction&lt;TData, TMetrics&gt;</c>.</summary>
    public INamedTypeSymbol? LossFunction { get; }

    /// <summary><c>LossResult&lt;TMetrics&gt;</c>.</summary>
    public INamedTypeSymbol? LossResult { get; }

    /// <summary><c>PackedMetrics&lt;T&gt;</c>.</summary>
    public INamedTypeSymbol? PackedMetrics { get; }

    /// <summary><c>MetricsAccumulator&lt;T&gt;</c>.</summary>
    public INamedTypeSymbol? MetricsAccumulator { get; }

    /// <summary>The assembly of LossDsl.</summary>
    public IAssemblySymbol Library { get; }

    /// <summary>What a broken batch throws.</summary>
    public INamedTypeSymbol? BatchContractException { get; }

    /// <summary><c>[Range]</c> of System.ComponentModel.DataAnnotations.</summary>
    public INamedTypeSymbol? Range { get; }

    /// <summary><c>[AllowedValues]</c> of System.ComponentModel.DataAnnotations.</summary>
    public INamedTypeSymbol? AllowedValues { get; }

    /// <summary><c>Loss&lt;TData, TMetrics&gt;</c>.</summary>
    public INamedTypeSymbol? LossBase { get; }

    /// <summary>The vocabulary of a compilation; null where it knows nothing of LossDsl and there is nothing to do.</summary>
    public static Vocabulary? Of(Compilation compilation) => Vocabularies.GetValue(compilation, Find);

    /// <summary>Whether a type is declared as a batch, a config or metrics.</summary>
    public bool IsDeclared(INamedTypeSymbol type) => type.Has(DataDict) || type.Has(LossConfig) || type.Has(LossMetrics);

    /// <summary>Whether a type is declared as a batch.</summary>
    public bool IsDataDict(INamedTypeSymbol? type) => type is not null && CanDeclare(type.ContainingAssembly) && type.Has(DataDict);

    /// <summary>Whether a type is declared as a config.</summary>
    public bool IsConfig(INamedTypeSymbol? type) => type is not null && CanDeclare(type.ContainingAssembly) && type.Has(LossConfig);

    /// <summary>Whether the types of an assembly can be declared as anything: it is the library, or references it.</summary>
    /// <remarks>The types of all others need not be asked for their attributes, which are read anew from metadata.</remarks>
    public bool CanDeclare(IAssemblySymbol? assembly)
    {
        if (assembly is null)
            return false;
        if (_canDeclare.TryGetValue(assembly, out var known))
            return known;
        return _canDeclare[assembly] = assembly.Is(Compilation.Assembly) || assembly.Is(Library)
            || assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == Library.Name));
    }

    private static Vocabulary? Find(Compilation compilation) =>
        compilation.GetTypeByMetadataName("LossDsl.DataDictAttribute") is { } dataDict
        && compilation.GetTypeByMetadataName("TorchSharp.torch+Tensor") is { } tensor
            ? new Vocabulary(compilation, dataDict, tensor)
            : null;
}
