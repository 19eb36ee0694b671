namespace LossDsl.Cli.Tests.Training.Parallel;

/// <summary>The code of docs/parallel.md, in addition to <see cref="StarGroup"/>.</summary>
internal static class ParallelPage
{
    public static double Ranks(
        NLLLoss loss, IProcessGroup? columns, IProcessGroup? positions, Tensor logits,
        BatchedDataDict<NLLLossDataDict> batch, GlobalNormalization totals)
    {
        var parallel = new ParallelContext(Vocabulary: columns, Context: positions);      // either may be null
        var (value, metrics) = loss.Compute(ModelOutput.FromShard(logits, parallel), batch, totals);
        value.backward();
        return metrics.Read()["loss"];
    }

    /// <summary>Compiled, but not run, since mpirun did not start this process.</summary>
    public static (IProcessGroup Columns, IProcessGroup Rows) Mpi()
    {
        var world = MpiWorld.Start();
        var columns = world.Split(color: world.Rank / 2);         // neighbours share the vocabulary
        var rows = world.Split(color: world.Rank % 2);            // the others share the rows
        return (columns, rows);
    }
}
