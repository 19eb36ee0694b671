using LossDsl.Roslyn.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generators;

/// <summary>
/// The incremental pipeline of an attribute: a reader turns symbols into a model, a writer turns the model into source.
/// </summary>
internal static class DeclarationPipeline
{
    /// <summary>Reads the symbol of a declared record; null if it cannot be completed by another file.</summary>
    public delegate TModel? Reader<TModel>(INamedTypeSymbol type, KnownSymbols symbols, CancellationToken cancellation);

    /// <summary>Writes source from the model alone.</summary>
    public delegate string Writer<TModel>(TModel model);

    /// <summary>
    /// Completes every record with an attribute, and reports those that cannot be completed or are not <c>partial</c>.
    /// </summary>
    /// <remarks>
    /// The models are sorted because Roslyn caches the outputs of a step by their index: without sorting, adding or renaming a
    /// file would shift all models after it and regenerate their source.
    /// </remarks>
    /// <param name="context">The generator's context.</param>
    /// <param name="name">The tracking name; the steps are named <c>name.Read</c>, <c>name.Model</c> and
    /// <c>name.Refused</c>.</param>
    /// <param name="attribute">The full name of the attribute.</param>
    /// <param name="read">Reads a symbol into a model.</param>
    /// <param name="write">Writes the source of a model.</param>
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
            // An attribute on two parts of a record is a compiler error, and gives two equal models.
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
