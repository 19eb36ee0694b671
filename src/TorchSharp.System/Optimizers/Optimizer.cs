#nullable disable annotations

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public interface ILearningRateController
        {
            double LearningRate { get; set; }
        }

        public interface IBetas
        {
        }

        public abstract class Optimizer : IDisposable
        {
            private protected Optimizer() { }

            public class StateDictionary
            {
                internal StateDictionary(IEnumerable<Modules.OptimizerState> state) => State = [.. state];

                public List<Modules.OptimizerState> State { get; }
            }

            public virtual IEnumerable<ILearningRateController> ParamGroups => Groups;

            private protected List<ILearningRateController> Groups { get; } = [];

            public virtual void zero_grad() { }

            public virtual Tensor step(Func<Tensor> closure = null) => closure?.Invoke();

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing) { }
        }
    }
}
