// Expected: nothing
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict chat, NLLLossDataDict code)
    {
        using var scope = NewDisposeScope();
        var a = loss.Compute(model(chat.InputIds), chat, GlobalNormalization.FromBatch(chat)).Loss;
        var b = loss.Compute(model(code.InputIds), code, GlobalNormalization.FromBatch(code)).Loss;
        ((a + b) / 2).backward();
        optimizer.step();
    }
}
