namespace LossDsl.Cli.Training;

/// <summary>The model as it was when a phase began: what it may move away from only so far.</summary>
internal sealed class ReferencePolicy : IDisposable
{
    private const string EntryName = "reference";

    private readonly CharTransformer _model;
    private readonly int _microbatch;

    /// <summary>Freezes a copy of a model.</summary>
    /// <param name="context">The model, and how many rows go through it at once.</param>
    public ReferencePolicy(PhaseContext context)
    {
        _microbatch = context.Options.Microbatch;
        _model = new CharTransformer(context.Model.Shard);
        _model.to(context.Device);
        _model.load_state_dict(context.Model.state_dict());
    }

    /// <summary>Log-probability of each token, without gradient.</summary>
    /// <inheritdoc cref="PolicyLogprobs.Compute"/>
    public Tensor Logprobs(Tensor ids, Tensor mask, TokenAlignment aligned) => PolicyLogprobs.Compute(_model, ids, mask, _microbatch, aligned);

    /// <summary>Writes the weights.</summary>
    /// <param name="checkpoint">Where to.</param>
    public void Save(CheckpointWriter checkpoint) => checkpoint.Add(EntryName, writer => FullModelState.Save(_model, writer));

    /// <summary>Reads the weights.</summary>
    /// <param name="checkpoint">Where from.</param>
    public void Load(CheckpointReader checkpoint) => checkpoint.Read(EntryName, reader => FullModelState.Load(_model, reader));

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();
}
