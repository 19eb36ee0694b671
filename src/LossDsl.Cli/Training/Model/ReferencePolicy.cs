namespace LossDsl.Cli.Training;

/// <summary>A frozen copy of the model at the start of a phase, which the loss keeps the model close to.</summary>
internal sealed class ReferencePolicy : IDisposable
{
    private const string EntryName = "reference";

    private readonly CharTransformer _model;
    private readonly int _microbatch;

    /// <summary>Copies the model.</summary>
    /// <param name="context">The model, and the size of microbatches.</param>
    public ReferencePolicy(PhaseContext context)
    {
        _microbatch = context.Options.Microbatch;
        _model = new CharTransformer(context.Model.Shard);
        _model.to(context.Device);
        _model.load_state_dict(context.Model.state_dict());
    }

    /// <summary>The log-probability of each token, without gradient.</summary>
    /// <inheritdoc cref="PolicyLogprobs.Compute"/>
    public Tensor Logprobs(Tensor ids, Tensor mask, TokenAlignment aligned) => PolicyLogprobs.Compute(_model, ids, mask, _microbatch, aligned);

    public void Save(CheckpointWriter checkpoint) => checkpoint.Add(EntryName, writer => FullModelState.Save(_model, writer));

    public void Load(CheckpointReader checkpoint) => checkpoint.Read(EntryName, reader => FullModelState.Load(_model, reader));

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();
}
