using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn;

/// <summary>The symbols that declarations are made of, looked up once in a compilation.</summary>
internal sealed class KnownSymbols
{
    private static readonly ConditionalWeakTable<Compilation, KnownSymbols?> Vocabularies = new();

    private readonly ConcurrentDictionary<IAssemblySymbol, bool> _canDeclare = new(SymbolEqualityComparer.Default);

    private KnownSymbols(Compilation compilation, INamedTypeSymbol dataDict, INamedTypeSymbol tensorType)
    {
        Compilation = compilation;
        TensorType = tensorType;
        Library = dataDict.ContainingAssembly;
        DataDictAttribute = dataDict;
        TensorAttribute = Find("TensorAttribute");
        ExtraAttribute = Find("ExtraAttribute");
        LossConfigAttribute = Find("LossConfigAttribute");
        ConfigKeyAttribute = Find("ConfigKeyAttribute");
        RequiresAttribute = Find("RequiresAttribute");
        ConflictsWithAttribute = Find("ConflictsWithAttribute");
        RequiredWhenAttribute = Find("RequiredWhenAttribute");
        ForbiddenWhen = Find("ForbiddenWhenAttribute");
        TensorRequiredWhenAttribute = Find("RequiredWhenAttribute`1");
        LossMetricsAttribute = Find("LossMetricsAttribute");
        MetricAttribute = Find("MetricAttribute");
        TypedBatch = Find("BatchedDataDict`1");
        UntypedBatch = Find("BatchedDataDict");
        DataDictHelpers = Find("Runtime.DataDict");
        GlobalNormalization = Find("GlobalNormalization");
        LossFunction = Find("ILossFunction`2");
        LossResult = Find("LossResult`1");
        PackedMetrics = Find("PackedMetrics`1");
        MetricsAccumulator = Find("MetricsAccumulator`1");
        BatchValidationException = Find("BatchValidationException");
        LossBase = Find("Loss`2");
        RangeAttribute = compilation.GetTypeByMetadataName("System.ComponentModel.DataAnnotations.RangeAttribute");
        AllowedValuesAttribute = compilation.GetTypeByMetadataName("System.ComponentModel.DataAnnotations.AllowedValuesAttribute");

        // A look into one assembly: the compilation would search all that it references, for each name again.
        INamedTypeSymbol? Find(string name) => Library.GetTypeByMetadataName("LossDsl." + name);
    }

    /// <summary>The compilation.</summary>
    public Compilation Compilation { get; }

    /// <summary>TorchSharp's tensor.</summary>
    public INamedTypeSymbol TensorType { get; }

    /// <summary><c>[DataDict]</c>.</summary>
    public INamedTypeSymbol? DataDictAttribute { get; }

    /// <summary><c>[Tensor]</c>.</summary>
    public INamedTypeSymbol? TensorAttribute { get; }

    /// <summary><c>[Extra]</c>.</summary>
    public INamedTypeSymbol? ExtraAttribute { get; }

    /// <summary><c>[LossConfig]</c>.</summary>
    public INamedTypeSymbol? LossConfigAttribute { get; }

    /// <summary><c>[ConfigKey]</c>.</summary>
    public INamedTypeSymbol? ConfigKeyAttribute { get; }

    /// <summary><c>[Requires]</c>.</summary>
    public INamedTypeSymbol? RequiresAttribute { get; }

    /// <summary><c>[ConflictsWith]</c>.</summary>
    public INamedTypeSymbol? ConflictsWithAttribute { get; }

    /// <summary><c>[RequiredWhen]</c> of a setting.</summary>
    public INamedTypeSymbol? RequiredWhenAttribute { get; }

    /// <summary><c>[ForbiddenWhen]</c> of a setting.</summary>
    public INamedTypeSymbol? ForbiddenWhen { get; }

    /// <summary><c>[RequiredWhen&lt;TConfig&gt;]</c> of a tensor.</summary>
    public INamedTypeSymbol? TensorRequiredWhenAttribute { get; }

    /// <summary><c>[LossMetrics]</c>.</summary>
    public INamedTypeSymbol? LossMetricsAttribute { get; }

    /// <summary><c>[Metric]</c>.</summary>
    public INamedTypeSymbol? MetricAttribute { get; }

    /// <summary><c>BatchedDataDict&lt;T&gt;</c>.</summary>
    public INamedTypeSymbol? TypedBatch { get; }

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
    public INamedTypeSymbol? BatchValidationException { get; }

    /// <summary><c>[Range]</c> of System.ComponentModel.DataAnnotations.</summary>
    public INamedTypeSymbol? RangeAttribute { get; }

    /// <summary><c>[AllowedValues]</c> of System.ComponentModel.DataAnnotations.</summary>
    public INamedTypeSymbol? AllowedValuesAttribute { get; }

    /// <summary><c>Loss&lt;TData, TMetrics&gt;</c>.</summary>
    public INamedTypeSymbol? LossBase { get; }

    /// <summary>The symbols of a compilation; null where it knows nothing of LossDsl and there is nothing to do.</summary>
    public static KnownSymbols? GetOrCreate(Compilation compilation) => Vocabularies.GetValue(compilation, Find);

    /// <summary>Whether a type is declared as a batch, a config or metrics.</summary>
    public bool IsDeclared(INamedTypeSymbol type) => type.HasAttribute(DataDictAttribute) || type.HasAttribute(LossConfigAttribute) || type.HasAttribute(LossMetricsAttribute);

    /// <summary>Whether a type is declared as a batch.</summary>
    public bool IsDataDict(INamedTypeSymbol? type) => type is not null && CanDeclare(type.ContainingAssembly) && type.HasAttribute(DataDictAttribute);

    /// <summary>Whether a type is declared as a config.</summary>
    public bool IsConfig(INamedTypeSymbol? type) => type is not null && CanDeclare(type.ContainingAssembly) && type.HasAttribute(LossConfigAttribute);

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

    private static KnownSymbols? Find(Compilation compilation) =>
        compilation.GetTypeByMetadataName("LossDsl.DataDictAttribute") is { } dataDict
        && compilation.GetTypeByMetadataName("TorchSharp.torch+Tensor") is { } tensor
            ? new KnownSymbols(compilation, dataDict, tensor)
            : null;
}
