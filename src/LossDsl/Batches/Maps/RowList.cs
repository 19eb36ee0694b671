using System.Collections;

namespace LossDsl;

/// <summary>Operations on lists that have one element per row.</summary>
internal static class RowList
{
    /// <summary>Selects elements into a list of the same kind: an array for an array, else a <see cref="List{T}"/>.</summary>
    /// <param name="source">The list.</param>
    /// <param name="count">The number of elements of the result.</param>
    /// <param name="place">The index in the source of element i of the result.</param>
    public static IList Select(IList source, long count, Func<long, int> place)
    {
        var list = Empty(source, count);
        for (var i = 0L; i < count; i++)
        {
            var element = source[place(i)];
            if (list is Array)
                list[(int)i] = element;
            else
                list.Add(element);
        }

        return list;
    }

    /// <summary>Concatenates lists into a list of the first one's kind.</summary>
    public static IList Concat(IReadOnlyList<IList> parts)
    {
        var elements = parts.SelectMany(part => part.Cast<object?>()).ToList();
        var list = Empty(parts[0], elements.Count);
        for (var i = 0; i < elements.Count; i++)
        {
            if (list is Array)
                list[i] = elements[i];
            else
                list.Add(elements[i]);
        }

        return list;
    }

    private static IList Empty(IList like, long count)
    {
        var type = like.GetType();
        var element = type.IsArray
            ? type.GetElementType()
            : type.GetInterfaces().FirstOrDefault(
                face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IList<>))?.GetGenericArguments()[0];
        return type.IsArray
            ? Array.CreateInstance(element!, count)
            : (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element ?? typeof(object)))!;
    }
}
