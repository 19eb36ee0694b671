namespace LossDsl.Mpi.Tests.Checks;

/// <summary>Groups within the world, made once for each layout: they last as long as the process.</summary>
internal static class GroupCache
{
    private static readonly Dictionary<(string Layout, int Number), IProcessGroup> Made = [];

    /// <summary>What splits the world for a layout: called in the same order of colors each time.</summary>
    public static Func<int, IProcessGroup> GetOrCreate(MpiGroup world, string layout)
    {
        var number = 0;
        return color =>
        {
            var key = (layout, number++);
            if (!Made.TryGetValue(key, out var ranks))
                Made.Add(key, ranks = world.Split(color));
            return ranks;
        };
    }
}
