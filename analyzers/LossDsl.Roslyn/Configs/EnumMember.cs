using System.Globalization;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Configs;

/// <summary>
/// A member of an enum of the compiled project. It stands in for the runtime's enum value, and is displayed as config files
/// spell it.
/// </summary>
/// <param name="Value">The underlying number.</param>
/// <param name="Name">The member's name.</param>
internal sealed record EnumMember(object Value, string Name)
{
    /// <summary>The member with a value; a value without a member is named by its number.</summary>
    public static EnumMember FromValue(ITypeSymbol type, object value) => new(
        value,
        GetFields(type).FirstOrDefault(member => Equals(member.ConstantValue, value))?.Name ?? Convert.ToString(value, CultureInfo.InvariantCulture)!);

    /// <summary>The members of an enum, ordered by value as <c>Enum.GetValues</c> orders them.</summary>
    public static IReadOnlyList<object> GetMembers(ITypeSymbol type) =>
    [
        .. GetFields(type)
            .OrderBy(member => member.ConstantValue is ulong large ? large : unchecked((ulong)Convert.ToInt64(member.ConstantValue, CultureInfo.InvariantCulture)))
            .Select(member => new EnumMember(member.ConstantValue!, member.Name)),
    ];

    public static IEnumerable<IFieldSymbol> GetFields(ITypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(member => member.HasConstantValue);

    /// <inheritdoc/>
    public override string ToString() => SnakeCase.From(Name);
}
