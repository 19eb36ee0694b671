using System.Globalization;
using LossDsl.Analyzers.Configs;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.ConfigFiles;

/// <summary>The type of a setting.</summary>
/// <param name="Type">The type of its values; the compiler has no type for an enum, and none of its values.</param>
/// <param name="Members">What stands for the members of an enum; null for other types.</param>
internal sealed record SettingType(Type Type, IReadOnlyList<object>? Members = null)
{
    /// <summary>The type of a property whose values a file can hold.</summary>
    public static SettingType Of(ITypeSymbol property) => property.Underlying() switch
    {
        { TypeKind: TypeKind.Enum } type => new SettingType(typeof(Constants.EnumMember), MembersOf(type)),
        { SpecialType: SpecialType.System_Boolean } => new SettingType(typeof(bool)),
        { SpecialType: SpecialType.System_Int32 } => new SettingType(typeof(int)),
        { SpecialType: SpecialType.System_Int64 } => new SettingType(typeof(long)),
        { SpecialType: SpecialType.System_Single } => new SettingType(typeof(float)),
        { SpecialType: SpecialType.System_Double } => new SettingType(typeof(double)),
        _ => new SettingType(typeof(string)),
    };

    // In the order of their values, as programs list them.
    private static IReadOnlyList<object> MembersOf(ITypeSymbol type) =>
    [
        .. type.GetMembers().OfType<IFieldSymbol>()
            .Where(member => member.HasConstantValue)
            .OrderBy(member => member.ConstantValue is ulong large ? large : unchecked((ulong)Convert.ToInt64(member.ConstantValue, CultureInfo.InvariantCulture)))
            .Select(member => new Constants.EnumMember(member.ConstantValue!, member.Name)),
    ];
}
