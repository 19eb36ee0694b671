using System.Reflection;
using LossDsl.Roslyn.Declarations;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators.Tests.Incrementality;

/// <summary>Models must not refer to symbols or compilations: these would be kept alive, and would never be equal.</summary>
public sealed class ModelContentTests
{
    private static readonly Type[] Forbidden =
        [typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SyntaxToken), typeof(Location), typeof(Compilation),
         typeof(SemanticModel), typeof(AttributeData), typeof(TypedConstant), typeof(SyntaxReference)];

    public static TheoryData<Type> Models =>
        [.. typeof(IDeclarationModel).Assembly.GetTypes().Where(type => type.IsClass && typeof(IDeclarationModel).IsAssignableFrom(type))];

    [Theory]
    [MemberData(nameof(Models))]
    public void No_model_can_hold_anything_of_the_compiler(Type model) => Assert.Null(Leak(model, []));

    [Fact]
    public void There_is_a_model_for_every_feature() => Assert.Equal(3, Models.Count);

    [Theory]
    [InlineData(typeof(HoldsSymbol))]
    [InlineData(typeof(HoldsObject))]
    [InlineData(typeof(HoldsInterface))]
    [InlineData(typeof(HoldsNested))]
    [InlineData(typeof(InheritsSymbol))]
    public void The_check_finds_what_it_looks_for(Type model) => Assert.NotNull(Leak(model, []));

    // The path from a type to a field that could refer to a forbidden type: either type is assignable to the other. This includes
    // object and broad interfaces.
    private static string? Leak(Type type, HashSet<Type> seen)
    {
        if (Forbidden.Any(forbidden => forbidden.IsAssignableFrom(type) || type.IsAssignableFrom(forbidden)))
            return type.Name;
        if (type.IsPrimitive || type.IsEnum || type == typeof(string) || !seen.Add(type))
            return null;
        if (type.IsArray)
            return Leak(type.GetElementType()!, seen);
        if (type.IsInterface || (type.IsClass && !type.IsSealed))
            return $"{type.Name} is open to any implementation";

        for (var declaring = type; declaring is not null && declaring != typeof(object); declaring = declaring.BaseType)
        {
            foreach (var field in declaring.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (Leak(field.FieldType, seen) is { } leak)
                    return $"{type.Name}.{field.Name} -> {leak}";
            }
        }

        return null;
    }

    private sealed record HoldsSymbol(INamedTypeSymbol Type);

    private sealed record HoldsObject(object Anything);

    private sealed record HoldsInterface(IEquatable<ISymbol?> Anything);

    private sealed record HoldsNested(Inner[] Inner);

    private readonly record struct Inner(int Number, Location? Where);

    private abstract class Parent
    {
        public SyntaxNode? Node { get; set; }
    }

    private sealed class InheritsSymbol : Parent;
}
