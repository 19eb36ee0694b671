using System.Globalization;
using LossDsl.Analyzers.Configs;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.ConfigFiles;

/// <summary>The type of a setting.</summary>
/// <param name="Type">The type of its values; the compiler has no type for an enum, and none of its values.</param>
/// <param name="Members">What stands for the members of an enum; null for other types.</param>
internal sealed record SettingType(Type Type, IReadOnlyList<object>? Members = null)
{
    /// <summary>The type of a property; null where no config can hold it.</summary>
    public static SettingType? Of(ITypeSymbol property) => property.Underlying() switch
    {
        { SpecialType: SpecialType.System_Boolean } => new SettingType(typeof(bool)),
        { SpecialType: SpecialType.System_Int32 } => new SettingType(typeof(int)),
        { SpecialType: SpecialType.System_Int64 } => new SettingType(typeof(long)),
        { SpecialType: SpecialType.System_Single } => new SettingType(typeof(float)),
        { SpecialType: SpecialType.System_Double } => new SettingType(typeof(double)),
        { SpecialType: SpecialType.System_String } => new SettingType(typeof(string)),
        { TypeKind: TypeKind.Enum } type => new SettingType(typeof(Constants.EnumMember), MembersOf(type)),
        _ => null,
    };

    /// <summary>A constant as a value of this type; null where it does not fit.</summary>
    public object? Typed(object? constant) => constant switch
    {
        null => null,
        _ when Members is not null => Members.FirstOrDefault(constant.Equals),
        _ when Type == constant.GetType() => constant,
        int or long when Type == typeof(long) => Convert.ToInt64(constant, CultureInfo.InvariantCulture),
        int or long or float or double when Type == typeof(double) => Convert.ToDouble(constant, CultureInfo.InvariantCulture),
        int or long or float or double when Type == typeof(float) => Convert.ToSingle(constant, CultureInfo.InvariantCulture),
        _ => null,
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
