using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace TorchSharp.Door.Tests;

/// <summary>
/// Writes a public member as the list of TorchSharp's API does: 'declaring type: kind signature', with all
/// names in full, parameter names, default values and nullability, and without the names of tuple elements.
/// </summary>
internal sealed class SignaturePrinter
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly NullabilityInfoContext _nullability = new();
    private readonly TypePrinter _types = new();

    internal IEnumerable<string> Print(Assembly assembly) =>
        assembly.GetTypes().Where(IsVisible).SelectMany(Print).Order(StringComparer.Ordinal);

    private IEnumerable<string> Print(Type type)
    {
        var name = _types.Print(type);
        yield return $"{name}: type {Header(type)}";
        foreach (var member in type.GetMembers(Declared))
        {
            var line = member switch
            {
                ConstructorInfo c when IsVisible(c) && !c.IsStatic => $"ctor {Access(c)} {name}({Parameters(c)})",
                MethodInfo m when IsVisible(m) && !IsAccessor(m) =>
                    $"method {Modifiers(m)} {Result(m)} {name}.{m.Name}{_types.Arguments(m)}({Parameters(m)}){_types.Constraints(m.GetGenericArguments())}",
                PropertyInfo p when Accessors(p) is { Count: > 0 } => Property(p, name),
                FieldInfo f when IsVisible(f) && f.Name != "value__" => Field(f, name),
                _ => null,
            };
            if (line is not null) yield return $"{name}: {line}";
        }
    }

    private string Header(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var access = type.IsNested && !type.IsNestedPublic ? "protected" : "public";
        IEnumerable<string> bases = [];
        if (!type.IsEnum)
        {
            var parent = type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) ? new[] { _types.Print(b) } : [];
            bases = parent.Concat(type.GetInterfaces().Select(i => _types.Print(i)).Order(StringComparer.Ordinal));
        }
        var list = string.Join(", ", bases);
        var parameters = type.IsGenericTypeDefinition ? type.GetGenericArguments() : [];
        return $"{access} {kind} {_types.Print(type)}{(list.Length > 0 ? " : " + list : "")}{_types.Constraints(parameters)}";
    }

    private string Property(PropertyInfo property, string declaring)
    {
        var accessors = Accessors(property);
        var verbs = string.Concat(accessors.Select(a => a == property.GetMethod ? "get; " : "set; "));
        var index = property.GetIndexParameters();
        var name = index.Length > 0 ? $"this[{string.Join(", ", index.Select(Parameter))}]" : property.Name;
        var type = _types.Print(property.PropertyType, _nullability.Create(property));
        return $"property {Modifiers(accessors[0])} {type} {declaring}.{name} {{ {verbs}}}";
    }

    private string Field(FieldInfo field, string declaring)
    {
        if (field.DeclaringType!.IsEnum)
            return $"const {declaring}.{field.Name} = {Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}";
        var type = _types.Print(field.FieldType, _nullability.Create(field));
        var access = field.IsPublic ? "public" : "protected";
        if (field.IsLiteral) return $"field {access} const {type} {declaring}.{field.Name} = {Literal(field.GetRawConstantValue(), field.FieldType)}";
        return $"field {access} {(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{type} {declaring}.{field.Name}";
    }

    private string Result(MethodInfo method) => _types.Print(method.ReturnType, _nullability.Create(method.ReturnParameter));

    private string Parameters(MethodBase method)
    {
        var list = string.Join(", ", method.GetParameters().Select(Parameter));
        return method.IsDefined(typeof(ExtensionAttribute), false) ? "this " + list : list;
    }

    private string Parameter(ParameterInfo parameter)
    {
        var prefix = parameter.IsDefined(typeof(ParamArrayAttribute), false) ? "params "
            : parameter.IsOut ? "out "
            : parameter.IsIn ? "in "
            : parameter.ParameterType.IsByRef ? "ref " : "";
        var type = _types.Print(parameter.ParameterType, _nullability.Create(parameter));
        var value = parameter.HasDefaultValue ? " = " + Literal(parameter.RawDefaultValue, parameter.ParameterType) : "";
        return $"{prefix}{type} {parameter.Name}{value}";
    }

    private string Literal(object? value, Type type)
    {
        var underlying = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
            _ when underlying.IsEnum => $"{_types.Print(underlying)}.{Enum.GetName(underlying, value)}",
            bool b => b ? "true" : "false",
            string s => $"\"{s}\"",
            float f => f.ToString("R", CultureInfo.InvariantCulture) + "f",
            double d => d.ToString("R", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    private static string Modifiers(MethodInfo method)
    {
        var kind = method switch
        {
            { IsStatic: true } => " static",
            _ when method.DeclaringType!.IsInterface => "",
            { IsAbstract: true } => " abstract",
            { IsVirtual: true, IsFinal: false } when method.GetBaseDefinition() == method => " virtual",
            { IsVirtual: true } when method.GetBaseDefinition() != method => " override",
            _ => "",
        };
        return Access(method) + kind;
    }

    private static string Access(MethodBase method) => method.IsPublic ? "public" : "protected";

    private static List<MethodInfo> Accessors(PropertyInfo property) =>
        new[] { property.GetMethod, property.SetMethod }.OfType<MethodInfo>().Where(IsVisible).ToList();

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    private static bool IsVisible(Type type)
    {
        for (var t = type; t is not null; t = t.DeclaringType)
        {
            if (!(t.IsPublic || t.IsNestedPublic || t.IsNestedFamily || t.IsNestedFamORAssem)) return false;
        }
        return true;
    }
}
