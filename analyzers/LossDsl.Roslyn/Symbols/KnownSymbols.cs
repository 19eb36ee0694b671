using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn;

/// <summary>The types of LossDsl, TorchSharp and DataAnnotations that declarations use, looked up once per compilation.</summary>
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
        AtMostAttribute = Find("AtMostAttribute");
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

        // Looks into the library's assembly only. Compilation.GetTypeByMetadataName would search all references for each name.
        INamedTypeSymbol? Find(string name) => Library.GetTypeByMetadataName("LossDsl." + name);
    }

    public Compilation Compilation { get; }

    public INamedTypeSymbol TensorType { get; }

    public INamedTypeSymbol? DataDictAttribute { get; }

    public INamedTypeSymbol? TensorAttribute { get; }

    public INamedTypeSymbol? ExtraAttribute { get; }

    public INamedTypeSymbol? LossConfigAttribute { get; }

    public INamedTypeSymbol? ConfigKeyAttribute { get; }

    public INamedTypeSymbol? RequiresAttribute { get; }

    public INamedTypeSymbol? ConflictsWithAttribute { get; }

    public INamedTypeSymbol? AtMostAttribute { get; }

    /// <summary><c>[RequiredWhen]</c> on a setting.</summary>
    public INamedTypeSymbol? RequiredWhenAttribute { get; }

    public INamedTypeSymbol? ForbiddenWhen { get; }

    /// <summary><c>[RequiredWhen&lt;TConfig&gt;]</c> on a tensor.</summary>
    public INamedTypeSymbol? TensorRequiredWhenAttribute { get; }

    public INamedTypeSymbol? LossMetricsAttribute { get; }

    public INamedTypeSymbol? MetricAttribute { get; }

    /// <summary><c>BatchedDataDict&lt;T&gt;</c>.</summary>
    public INamedTypeSymbol? TypedBatch { get; }

    /// <summary><c>BatchedDataDict</c>.</summary>
    public INamedTypeSymbol? UntypedBatch { get; }

    public INamedTypeSymbol? DataDictHelpers { get; }

    public INamedTypeSymbol? GlobalNormalization { get; }

    /// <summary><c>ILossFunction&lt;TData, TMetrics&gt;</c>.</summary>
    public INamedTypeSymbol? LossFunction { get; }

    public INamedTypeSymbol? LossResult { get; }

    public INamedTypeSymbol? PackedMetrics { get; }

    public INamedTypeSymbol? MetricsAccumulator { get; }

    /// <summary>The assembly of LossDsl.</summary>
    public IAssemblySymbol Library { get; }

    public INamedTypeSymbol? BatchValidationException { get; }

    public INamedTypeSymbol? RangeAttribute { get; }

    public INamedTypeSymbol? AllowedValuesAttribute { get; }

    /// <summary><c>Loss&lt;TData, TMetrics&gt;</c>.</summary>
    public INamedTypeSymbol? LossBase { get; }

    /// <summary>The symbols of a compilation; null if it does not reference LossDsl, so that there is nothing to do.</summary>
    public static KnownSymbols? GetOrCreate(Compilation compilation) => Vocabularies.GetValue(compilation, Find);

    /// <summary>Whether a type is declared as a data dict, a config or metrics.</summary>
    public bool IsDeclared(INamedTypeSymbol type) => type.HasAttribute(DataDictAttribute) || type.HasAttribute(LossConfigAttribute) || type.HasAttribute(LossMetricsAttribute);

    public bool IsDataDict(INamedTypeSymbol? type) => type is not null && CanDeclare(type.ContainingAssembly) && type.HasAttribute(DataDictAttribute);

    public bool IsConfig(INamedTypeSymbol? type) => type is not null && CanDeclare(type.ContainingAssembly) && type.HasAttribute(LossConfigAttribute);

    /// <summary>Whether an assembly can have declared types: it is LossDsl itself or references it.</summary>
    /// <remarks>Skips reading the attributes of types of other assemblies, which Roslyn decodes from metadata.</remarks>
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
