using LossDsl.Roslyn.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generators;

/// <summary>A feature of the generator is a pair: one half reads symbols into a model, the other writes source from it.</summary>
internal static class DeclarationPipeline
{
    /// <summary>Reads the symbols of a marked record; null where it cannot be completed.</summary>
    public delegate TModel? Reader<TModel>(INamedTypeSymbol type, KnownSymbols symbols, CancellationToken cancellation);

    /// <summary>Writes source from nothing but the model.</summary>
    public delegate string Writer<TModel>(TModel model);

    /// <summary>Completes every record that has an attribute, and reports those that cannot be completed or lack <c>partial</c>.</summary>
    /// <remarks>
    /// The models are sorted because the compiler compares the outputs of a step by their places: without it, a file
    /// that is added or renamed would move all models after it, and all their source would be written again.
    /// </remarks>
    /// <param name="context">Where the steps are registered.</param>
    /// <param name="name">The name of the feature; its steps are called <c>name.Read</c>, <c>name.Model</c> and <c>name.Refused</c>.</param>
    /// <param name="attribute">The attribute's full name.</param>
    /// <param name="read">The first half.</param>
    /// <param name="write">The second half.</param>
    public static void AddPipeline<TModel>(
        this IncrementalGeneratorInitializationContext context,
        string name,
        string attribute,
        Reader<TModel> read,
        Writer<TModel> write)
        where TModel : class, IDeclarationModel, IEquatable<TModel>
    {
        var models = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                attribute,
                static (node, _) => node is RecordDeclarationSyntax or ClassDeclarationSyntax,
                (declared, cancellation) => KnownSymbols.GetOrCreate(declared.SemanticModel.Compilation) is { } symbols
                    ? read((INamedTypeSymbol)declared.TargetSymbol, symbols, cancellation)
                    : null)
            .WithTrackingName(name + ".Read")
            .Where(static model => model is not null)
            .Collect()
            // An attribute that stands on two parts of a record, which is an error, gives two equal models.
            .SelectMany(static (models, _) =>
                models.Distinct().OrderBy(model => model!.Declaration.HintName, StringComparer.Ordinal))
            .WithTrackingName(name + ".Model");

        context.RegisterSourceOutput(
            models, (output, model) => output.AddSource(model!.Declaration.HintName, write(model)));

        var refused = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                attribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (declared, cancellation) => UnsupportedType.TryCreate((INamedTypeSymbol)declared.TargetSymbol, declared.TargetNode, cancellation))
            .Where(static type => type is not null)
            .WithTrackingName(name + ".Refused")
            .Combine(context.CompilationProvider);
        context.RegisterSourceOutput(refused, static (output, pair) => pair.Left!.Report(output, pair.Right));
    }
}
