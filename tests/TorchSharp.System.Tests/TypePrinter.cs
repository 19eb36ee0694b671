using System.Reflection;
using System.Runtime.CompilerServices;

namespace TorchSharp.Door.Tests;

/// <summary>Writes a type as C# does, its names in full.</summary>
internal sealed class TypePrinter
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool",
        [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(ushort)] = "ushort",
        [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong",
        [typeof(float)] = "float", [typeof(double)] = "double", [typeof(char)] = "char", [typeof(decimal)] = "decimal",
    };

    internal string Print(Type type, NullabilityInfo? nullability = null)
    {
        if (type.IsByRef) return Print(type.GetElementType()!, nullability);
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Print(underlying) + "?";
        var mark = !type.IsValueType && nullability?.ReadState == NullabilityState.Nullable ? "?" : "";
        if (type.IsArray)
            return $"{Print(type.GetElementType()!, nullability?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        if (type.IsGenericParameter) return type.Name + mark;
        if (Keywords.TryGetValue(type, out var keyword)) return keyword + mark;
        if (type.IsGenericType && type.Namespace == "System" && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal))
            return $"({Join(type.GetGenericArguments(), nullability)})";
        return Qualified(type, nullability) + mark;
    }

    internal string Arguments(MethodInfo method) =>
        method.IsGenericMethodDefinition ? $"<{Join(method.GetGenericArguments(), null)}>" : "";

    internal string Constraints(Type[] parameters) => string.Concat(parameters.Select(Constraint));

    private string Constraint(Type parameter)
    {
        var flags = parameter.GenericParameterAttributes;
        var unmanaged = parameter.GetCustomAttributesData().Any(a => a.AttributeType.Name == "IsUnmanagedAttribute");
        var value = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        var list = new List<string>();
        if (unmanaged) list.Add("unmanaged");
        else if (value) list.Add("struct");
        else if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint)) list.Add("class");
        list.AddRange(parameter.GetGenericParameterConstraints().Where(t => t != typeof(ValueType)).Select(t => Print(t)));
        if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !value) list.Add("new()");
        return list.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", list)}";
    }

    /// <summary>A nested generic type carries the arguments of all its levels in one list: hand them out again.</summary>
    private string Qualified(Type type, NullabilityInfo? nullability)
    {
        var levels = new Stack<Type>();
        for (var t = type; t is not null; t = t.DeclaringType) levels.Push(t);
        var arguments = type.GetGenericArguments();
        var used = 0;
        var names = new List<string>();
        foreach (var level in levels)
        {
            var tick = level.Name.IndexOf('`');
            var total = level.GetGenericArguments().Length;
            var own = total > used ? $"<{Join(arguments[used..total], nullability, used)}>" : "";
            names.Add((tick < 0 ? level.Name : level.Name[..tick]) + own);
            used = total;
        }
        return $"{(type.Namespace is { } space ? space + "." : "")}{string.Join('.', names)}";
    }

    private string Join(Type[] arguments, NullabilityInfo? nullability, int offset = 0)
    {
        var infos = nullability?.GenericTypeArguments ?? [];
        return string.Join(", ", arguments.Select((t, i) => Print(t, offset + i < infos.Length ? infos[offset + i] : null)));
    }
}
