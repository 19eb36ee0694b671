namespace LossDsl.Mpi.Tests.Checks;

/// <summary>The groups of each layout, created once, since groups last as long as the process.</summary>
internal static class GroupCache
{
    private static readonly Dictionary<(string Layout, int Number), IProcessGroup> Made = [];

    /// <summary>
    /// Returns the function that splits the world for a layout. It must be called with the same sequence of colors each time.
    /// </summary>
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
