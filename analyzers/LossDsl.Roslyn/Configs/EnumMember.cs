using System.Globalization;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Configs;

/// <summary>A member of an enum, named in messages as a config file names it; the compiler has no value of the enum itself.</summary>
/// <param name="Value">The number behind it.</param>
/// <param name="Name">Its name.</param>
internal sealed record EnumMember(object Value, string Name)
{
    /// <summary>The member of a value; a value without a member is its number.</summary>
    public static EnumMember FromValue(ITypeSymbol type, object value) => new(
        value,
        GetFields(type).FirstOrDefault(member => Equals(member.ConstantValue, value))?.Name ?? Convert.ToString(value, CultureInfo.InvariantCulture)!);

    /// <summary>The members of an enum in the order of their values, as programs list them.</summary>
    public static IReadOnlyList<object> GetMembers(ITypeSymbol type) =>
    [
        .. GetFields(type)
            .OrderBy(member => member.ConstantValue is ulong large ? large : unchecked((ulong)Convert.ToInt64(member.ConstantValue, CultureInfo.InvariantCulture)))
            .Select(member => new EnumMember(member.ConstantValue!, member.Name)),
    ];

    /// <summary>The constants of an enum.</summary>
    public static IEnumerable<IFieldSymbol> GetFields(ITypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(member => member.HasConstantValue);

    /// <inheritdoc/>
    public override string ToString() => SnakeCase.From(Name);
}
