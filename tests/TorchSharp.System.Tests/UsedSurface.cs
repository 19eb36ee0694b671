using System.Reflection;

namespace TorchSharp.Door.Tests;

/// <summary>
/// The door is as large as what goes through it: the sources of this repository call each of its public
/// members, or <c>used-by-tests.txt</c> says who needs it.
/// </summary>
public class UsedSurface
{
    private static readonly Assembly Door = typeof(torch).Assembly;

    private static readonly HashSet<MemberInfo> Called =
        [.. new[] { "LossDsl", "LossDsl.Mpi", "LossDsl.Cli" }.SelectMany(name => MemberReferences.Into(Door, Assembly.Load(name)))];

    private static readonly HashSet<string> Listed =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "used-by-tests.txt"))
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(" -- ")[0])];

    private readonly TypePrinter _types = new();

    [Fact]
    public void Every_public_member_is_called()
    {
        Assert.True(Called.Count > 100, $"only {Called.Count} members were found to be called");
        var idle = Countable().Where(m => !Called.Contains(m)).Select(Describe).Where(line => !Listed.Contains(line)).Order().ToList();
        Assert.True(idle.Count == 0, $"Nothing calls these {idle.Count}, so they can go:\n{string.Join('\n', idle)}");
    }

    [Fact]
    public void The_list_names_members_that_there_are()
    {
        var members = Countable().Concat(Called).Select(Describe).ToHashSet();
        Assert.Empty(Listed.Where(line => !members.Contains(line)).Order());
    }

    /// <summary>What stands in the door by choice, and not because the language or a base type asks for it.</summary>
    private static IEnumerable<MemberInfo> Countable() => Door.GetExportedTypes().Where(t => !t.IsEnum && !t.IsInterface)
        .SelectMany(type =>
        {
            const BindingFlags Own = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
            var asked = type.GetInterfaces().SelectMany(i => type.GetInterfaceMap(i).TargetMethods).ToHashSet();
            var methods = type.GetMethods(Own).Where(m => !asked.Contains(m) && m.GetBaseDefinition() == m && !IsSecondOfPair(m));
            var accessors = type.GetProperties(Own).SelectMany(p => p.GetAccessors().Skip(1)).ToHashSet();
            return methods.Where(m => !accessors.Contains(m))
                .Concat<MemberInfo>(type.GetConstructors(Own).Where(c => !type.IsValueType || c.GetParameters().Length > 0))
                .Concat(type.GetFields(Own));
        })
        .Where(m => m is not MethodInfo { IsSpecialName: true } accessor || !Property(accessor).Any(Called.Contains));

    /// <summary>The language wants comparisons in pairs: one of a pair brings the other.</summary>
    private static bool IsSecondOfPair(MethodInfo method)
    {
        var other = method.Name switch
        {
            "op_Equality" => "op_Inequality",
            "op_Inequality" => "op_Equality",
            "op_LessThan" => "op_GreaterThan",
            "op_GreaterThan" => "op_LessThan",
            _ => null,
        };
        var parameters = method.GetParameters().Select(p => p.ParameterType).ToArray();
        return other is not null && Called.Contains(method.DeclaringType!.GetMethod(other, parameters)!);
    }

    private static IEnumerable<MethodInfo> Property(MethodInfo accessor) =>
        accessor.DeclaringType!.GetProperties((BindingFlags)(-1) & ~BindingFlags.IgnoreCase).Select(p => p.GetAccessors()).FirstOrDefault(a => a.Contains(accessor)) ?? [];

    private string Describe(MemberInfo member)
    {
        var parameters = member is MethodBase method ? $"({string.Join(", ", method.GetParameters().Select(p => _types.Print(p.ParameterType)))})" : "";
        return $"{_types.Print(member.DeclaringType!)}.{member.Name}{parameters}".Replace("TorchSharp.", "", StringComparison.Ordinal);
    }
}
