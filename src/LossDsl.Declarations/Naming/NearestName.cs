using System;
using System.Collections.Generic;

namespace LossDsl;

/// <summary>Finds the name that a misspelt name was probably meant to be.</summary>
internal static class NearestName
{
    /// <summary>The candidate nearest to <paramref name="name"/>; null if none is near enough to suggest.</summary>
    /// <remarks>
    /// A candidate is near enough if its case-insensitive edit distance (insertion, deletion, replacement, swap of neighbours) is
    /// at most a third of the name's length, and at most <paramref name="most"/>.
    /// </remarks>
    public static string? Find(string name, IEnumerable<string> candidates, int most = int.MaxValue)
    {
        string? best = null;
        var bestDistance = Math.Min(most, Math.Max(1, name.Length / 3)) + 1;
        foreach (var candidate in candidates)
        {
            var distance = Distance(name, candidate, bestDistance);
            if (distance < bestDistance)
                (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    private static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) >= limit)
            return limit;

        // Three rows of the dynamic programming table: a swap of neighbours refers to the row before the previous one.
        var twoBack = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = previous[j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1);
                var distance = Math.Min(replace, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    distance = Math.Min(distance, twoBack[j - 2] + 1);
                current[j] = distance;
            }

            (twoBack, previous, current) = (previous, current, twoBack);
        }

        return previous[b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
